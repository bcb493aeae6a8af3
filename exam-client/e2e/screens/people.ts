import { idNumberOf } from "@kaochang/exam-server/testing/plan-server.ts";

/** People who do not exist, as many as fill a room of the usual size and half a second one. */
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏";
const given = ["小明", "思远", "佳怡", "浩", "雨桐", "子涵", "欣", "建国", "文静", "志强", "诗雅"];

export interface Made {
  name: string;
  idNumber: string;
}

export const people: readonly Made[] = [...surnames].map((surname, index) => ({
  name: `${surname}${given[(index * 7) % given.length]}`,
  idNumber: idNumberOf(index + 1),
}));
