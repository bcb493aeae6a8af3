/** A decimal number `units × 10^-scale`, exact: 0.1 + 0.2 never decides a candidate's point. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Reads what a person types: full-width digits and signs, a thousands separator, `。` for the decimal
 * point as a Chinese input method gives it. Null where it is not a decimal number.
 */
export function parseDecimal(text: string): Decimal | null {
  const folded = text.normalize("NFKC").trim().replace(/[−–]/g, "-").replace("。", ".");
  if (!grouped.test(folded) && !plain.test(folded)) return null;
  return fromDigits(folded.replace(/,/g, ""));
}

/** The number that a JSON file's digits mean; exact as long as a double holds them (15 digits). */
export function toDecimal(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const { units, scale } = fromDigits(mantissa);
  const shifted = scale - Number(exponent);
  return shifted >= 0 ? { units, scale: shifted } : { units: units * 10n ** BigInt(-shifted), scale: 0 };
}

/** |a − b| */
export function distance(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: magnitude(atScale(a, scale) - atScale(b, scale)), scale };
}

export function atMost(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  return atScale(a, scale) <= atScale(b, scale);
}

/** `percent` per cent of |value|. */
export function percentOf(value: Decimal, percent: Decimal): Decimal {
  return { units: magnitude(value.units) * percent.units, scale: value.scale + percent.scale + 2 };
}

function fromDigits(digits: string): Decimal {
  const [whole = "", fraction = ""] = digits.split(".");
  const negative = whole.startsWith("-");
  const units = BigInt(whole.replace(/^[+-]/, "") + fraction || "0");
  return { units: negative ? -units : units, scale: fraction.length };
}

function atScale({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units;
}
