import { fontFile } from './fontFile.ts';

const fonts = { regular: fontFile('400Regular'), bold: fontFile('600SemiBold') };

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The texts of a picture, and the boxes that the font itself gives them, in logical pixels. */
export function textsOf(svg: string) {
  const [, size = '0'] = /^<svg[^>]* font-size="([\d.]+)"/.exec(svg) ?? [];
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', content = '']) => {
    const read = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
    const text = unescaped(content);
    const height = Number(read('font-size') ?? size);
    const font = read('font-weight') === '600' ? fonts.bold : fonts.regular;
    const width =
      Array.from(text, (sign) => font.advance(sign.codePointAt(0)!)).reduce((a, b) => a + b, 0) * height;
    const share = { start: 0, middle: 0.5, end: 1 }[read('text-anchor') ?? 'start'] ?? 0;
    const [left, bottom] = [Number(read('x')) - width * share, Number(read('y'))];
    return { text, left, right: left + width, top: bottom - height * 0.8, bottom: bottom + height * 0.25 };
  });
}
