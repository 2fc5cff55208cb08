import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;

/** The characters and advance widths of a TrueType font, read from its tables `cmap` (format 12) and `hmtx`. */
export function fontFile(weight: '400Regular' | '600SemiBold') {
  const bytes = readFileSync(resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`));
  const tables = new Map<string, number>();
  for (let at = 0; at < bytes.readUInt16BE(4); at += 1) {
    const entry = 12 + 16 * at;
    tables.set(bytes.toString('latin1', entry, entry + 4), bytes.readUInt32BE(entry + 8));
  }
  const table = (name: string) => tables.get(name)!;
  const unitsPerEm = bytes.readUInt16BE(table('head') + 18);
  const widths = bytes.readUInt16BE(table('hhea') + 34);
  const glyphs = glyphsOf(bytes, table('cmap'));
  return {
    has: (code: number) => glyphs.has(code),
    /** In em. */
    advance(code: number): number {
      const glyph = Math.min(glyphs.get(code) ?? 0, widths - 1);
      return bytes.readUInt16BE(table('hmtx') + 4 * glyph) / unitsPerEm;
    },
  };
}

function glyphsOf(bytes: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let at = 0; at < bytes.readUInt16BE(cmap + 2); at += 1) {
    const start = cmap + bytes.readUInt32BE(cmap + 4 + 8 * at + 4);
    if (bytes.readUInt16BE(start) !== 12) continue;
    for (let group = 0; group < bytes.readUInt32BE(start + 12); group += 1) {
      const [first, last, glyph] = [0, 4, 8].map((by) => bytes.readUInt32BE(start + 16 + 12 * group + by));
      for (let code = first!; code <= last!; code += 1) glyphs.set(code, glyph! + code - first!);
    }
  }
  return glyphs;
}
