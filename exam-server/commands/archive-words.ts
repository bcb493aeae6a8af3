import { sameCode } from "../archive/signing-key.ts";
import type { Verification, VerifyOptions } from "../archive/verify.ts";

const mostLines = 30;

/** What `kaochang archive verify` found, in lines. */
export function verificationWords({ faults, archive, files, checked }: Verification, paper: VerifyOptions) {
  const about = archive
    ? [
        `场次 ${archive.sitting}，生成于 ${new Date(archive.madeAt).toLocaleString("sv-SE")}`,
        `总校验值 ${inEights(archive.root)}（${comparison(paper.root, archive.root)}）`,
        `签名密钥的指纹 ${archive.fingerprint}（${comparison(paper.key, archive.fingerprint)}）`,
      ]
    : [];
  const { events, attempts, papers, receipts, scores, unscored, pictures } = checked;
  const counts =
    `已检查 ${files} 个文件、${attempts} 份作答的 ${events} 个事件，核对交卷回执 ${receipts} 份、图片 ${pictures} 张，` +
    `重抽 ${papers} 份试卷，重新评分 ${scores} 次${unscored > 0 ? `，另有 ${unscored} 份没有成绩` : ""}`;
  const left =
    archive && papers < attempts
      ? ["有记录缺少或断裂，所以没有由记录核对总校验值、试卷、回执和成绩：下面可能不是全部问题"]
      : [];
  return [...about, counts, ...left, ...verdict(faults)].join("\n");
}

function comparison(given: string | undefined, found: string): string {
  if (given === undefined) return "请与《考场情况记录表》上的核对";
  return sameCode(given, found) ? "与所给的一致" : "与所给的不一致";
}

/** As the results page shows a hash, to be compared by eye. */
function inEights(hex: string): string {
  return hex.match(/.{8}/g)?.join(" ") ?? "";
}

function verdict(faults: Verification["faults"]): string[] {
  if (faults.length === 0) return ["没有发现问题"];
  const lines = faults.slice(0, mostLines).map(({ sentence }) => `✗ ${sentence}`);
  return faults.length > mostLines ? [...lines, `…… 另有 ${faults.length - mostLines} 处，见 --json`] : lines;
}
