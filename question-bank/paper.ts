import type { Difficulty } from "./item-base.ts";
import type { Hundredths } from "./points.ts";
import type { SectionRule } from "./section-rule.ts";

/** A section 部分 of a paper: one item type, one number of points per item, one scoring rule. */
export interface PaperSection {
  id: string;
  title: string;
  type: string;
  count: number;
  /** Per item. */
  points: Hundredths;
  rule: SectionRule;
}

/** One drawn item: which version, worth what, its options in which order (authored indices as shown). */
export interface PaperItem {
  id: string;
  version: number;
  section: string;
  type: string;
  area: string;
  topic: string;
  difficulty: Difficulty;
  points: Hundredths;
  options: number[];
}

/** One row of the certificate's table: what was asked of a stratum and what was drawn. */
export interface CertificateRow {
  area: string;
  section: string;
  /** Null where the blueprint asks no mix of difficulty: the row then counts all of them together. */
  difficulty: Difficulty | null;
  /** The proportional expectation, in items; a multiple of 1/10000. */
  asked: number;
  drawn: number;
}

/**
 * Assembly certificate 组卷证明: shows that a paper came from this seed, bank and blueprint.
 * Digests are SHA-256 in lower-case hexadecimal.
 */
export interface Certificate {
  algorithm: "kaochang-draw/1";
  seedHash: string;
  bankDigest: string;
  blueprintDigest: string;
  table: CertificateRow[];
}

/** A paper 试卷: one candidate's drawn form, in the order shown. It carries its rules. */
export interface Paper {
  qualification: string;
  test: string;
  form: string;
  /** Points of the whole paper that pass. */
  passMark: Hundredths;
  sections: PaperSection[];
  items: PaperItem[];
  certificate: Certificate;
}
