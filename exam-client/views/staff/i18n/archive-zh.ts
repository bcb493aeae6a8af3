/** Words of a sitting's archive. */
export const archiveZh = {
  "archive.title": "场次档案",
  "archive.what":
    "一个签名的压缩包，内有全部作答记录、试卷、交卷回执、异常与成绩，不含证件号。在任何电脑上用 kaochang archive verify 都可核对：改动一个字节也能发现，试卷可重抽，成绩可重算。",
  "archive.download": "下载档案（.zip）",
  "archive.key": "签名密钥的指纹（核对档案时用；抄在考场情况记录表上）",
};
