import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart, Theme } from '../src/charts/index.ts';
import { createPainter } from '../src/pictures/painter.ts';
import { stress, usual } from './charts.ts';

/** `npm run gallery`: paints every picture into docs/gallery, and lists them in docs/gallery.md. */

const docs = join(import.meta.dirname, '../docs');
const painter = createPainter();

async function paint(name: string, chart: Chart, theme: Theme): Promise<string> {
  const file = `gallery/${name}-${theme}.png`;
  writeFileSync(join(docs, file), await painter.paint({ chart, theme }));
  return `![${chart.alt.replaceAll(/[[\]\\]/g, '')}](${file})`;
}

async function section(charts: Record<string, Chart>, themes: readonly Theme[]): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, chart] of Object.entries(charts)) {
    lines.push(`### ${name.replaceAll('-', ' ')}`, '');
    for (const theme of themes) lines.push(await paint(name, chart, theme));
    lines.push('');
  }
  return lines;
}

rmSync(join(docs, 'gallery'), { recursive: true, force: true });
mkdirSync(join(docs, 'gallery'), { recursive: true });
const text = [
  '# Gallery',
  '',
  'Every kind of picture, painted by `npm run gallery` from invented figures, as chats show them.',
  '',
  '## As answers show them',
  '',
  ...(await section(usual, ['light', 'dark'])),
  '## What pictures must bear',
  '',
  ...(await section(stress, ['light', 'dark'])),
];
writeFileSync(join(docs, 'gallery.md'), `${text.join('\n').trimEnd()}\n`);
await painter.close();
