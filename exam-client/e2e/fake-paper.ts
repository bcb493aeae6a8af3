import type { CandidatePaper, CandidateSection } from "@kaochang/exam-server/protocol/messages.ts";
import type { CandidateItem } from "@kaochang/question-bank/candidate-view.ts";
import type { FakePictures } from "./fake-sealing.ts";

const stems = [
  "某网店为提高转化率，对商品详情页进行改版。改版后一周，访客数不变，成交订单数由 240 笔上升到 300 笔。下列说法中正确的是（  ）。",
  "根据《中华人民共和国电子商务法》，电子商务经营者应当在其首页显著位置持续公示营业执照信息，该信息发生变更时应当（  ）。",
  "网络营销中，按实际成交计费的广告付费方式是（  ）。",
];
const texts = [
  "转化率上升了 25%",
  "及时更新公示信息，并在平台要求的期限内完成备案、重新提交相关的行政许可证明材料，供消费者随时查阅和核对",
  "CPC",
  "CPS",
  "以上都不对",
];

function options(count: number) {
  return texts.slice(0, count).map((html, place) => ({ id: String.fromCharCode(65 + place), html }));
}

function item(type: CandidateItem["type"], number: number): CandidateItem {
  const base = { id: `item-${number}`, version: 1, type, stemHtml: `<p>${stems[number % stems.length]}</p>` };
  if (type === "single-choice") return { ...base, options: options(4) };
  if (type === "multiple-choice") return { ...base, options: options(5) };
  if (type === "fill-in")
    return { ...base, stemHtml: "<p>网店的点击率等于 <u>（1）</u> 除以 <u>（2）</u>。</p>", blanks: 2 };
  if (type === "numeric")
    return { ...base, stemHtml: "<p>某商品进价 80 元，售价 100 元，毛利率是多少？</p>", unit: "%" };
  return { ...base, stemHtml: "<p>电子发票与纸质发票具有同等法律效力。</p>" };
}

type Plan = [type: CandidateItem["type"], title: string, count: number, points: number];

/** A paper of made-up questions, by a plan of sections. */
export function fakePaper(plan: readonly Plan[]): CandidatePaper {
  const sections: CandidateSection[] = [];
  const items: CandidateItem[] = [];
  for (const [type, title, count, points] of plan) {
    const own = Array.from({ length: count }, (_, place) => item(type, items.length + place + 1));
    items.push(...own);
    const ids = own.map(({ id }) => id);
    sections.push({ id: type, title, type, count, points, rule: { kind: "all-or-nothing" }, items: ids });
  }
  return { sections, items };
}

export const paper100 = () =>
  fakePaper([
    ["single-choice", "单项选择题", 50, 100],
    ["multiple-choice", "多项选择题", 20, 100],
    ["true-false", "判断题", 30, 100],
  ]);

export const paper190 = () =>
  fakePaper([
    ["true-false", "判断题", 40, 50],
    ["single-choice", "单项选择题", 140, 50],
    ["multiple-choice", "多项选择题", 10, 100],
  ]);

export const paperOfAllTypes = () =>
  fakePaper([
    ["fill-in", "填空题", 3, 200],
    ["numeric", "计算题", 3, 200],
    ["single-choice", "单项选择题", 4, 100],
  ]);

const drawing = (number: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#e8f0fb"/><text x="20" y="70" font-size="32">图 ${number}</text></svg>`;

/** The pictures of `paperWithPictures`, by address. */
export const pictures: FakePictures = Object.fromEntries(
  Array.from({ length: 6 }, (_, place) => [`/media/picture-${place + 1}`, drawing(place + 1)]),
);

/** Every question shows a picture, and every second one has one in its first option too. */
export function paperWithPictures(): CandidatePaper {
  const { sections, items } = fakePaper([["single-choice", "单项选择题", 12, 100]]);
  const image = (place: number) => `<img src="/media/picture-${(place % 6) + 1}" alt="示意图">`;
  const illustrated = items.map((one, place) => ({
    ...one,
    stemHtml: `${one.stemHtml}<p>${image(place)}</p>`,
    options: (one.options ?? []).map((option, at) =>
      at === 0 && place % 2 === 0 ? { ...option, html: image(place + 1) } : option,
    ),
  }));
  return { sections, items: illustrated };
}
