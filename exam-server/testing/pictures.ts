import sharp from "sharp";

/** A portrait of nobody, as a camera would write it: head and shoulders before a light ground. */
export async function portrait(index: number): Promise<Uint8Array<ArrayBuffer>> {
  const hue = (index * 47) % 360;
  const skin = (lighter: number) => `hsl(24 45% ${66 + lighter + (index % 4) * 4}%)`;
  const [left, right] = [110 + (index % 3) * 12, 120 - (index % 3) * 10];
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="420">
    <rect width="300" height="420" fill="hsl(${hue} 30% 88%)"/>
    <ellipse cx="150" cy="430" rx="140" ry="150" fill="hsl(${hue} 35% 42%)"/>
    <rect x="122" y="225" width="56" height="80" fill="${skin(0)}"/>
    <ellipse cx="150" cy="170" rx="72" ry="90" fill="${skin(6)}"/>
    <path d="M78 165 C70 40 230 40 222 165 C215 ${left} 95 ${right} 78 165Z" fill="hsl(20 20% ${14 + (index % 5) * 4}%)"/>
  </svg>`;
  return new Uint8Array(await sharp(Buffer.from(drawing)).jpeg({ quality: 85 }).toBuffer());
}

/** Writes a picture of a screen again with as few colours as its words and lines need. */
export async function shrinkScreen(from: string, to: string): Promise<void> {
  await sharp(from).png({ palette: true, colours: 96, effort: 10 }).toFile(to);
}
