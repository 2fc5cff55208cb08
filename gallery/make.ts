import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart, Theme } from '../src/charts/index.ts';
import { createPainter } from '../src/pictures/painter.ts';
import { stress, usual } from './charts.ts';

/** `npm run gallery`: paints every picture into docs/gallery, and lists them in docs/gallery.md. */

const docs = join(import.meta.dirname, '../docs');
/** Takes the place of docs/gallery when all is painted: what fails half-way leaves the old pictures. */
const fresh = join(docs, 'gallery.new');
const painter = createPainter();

async function paint(name: string, chart: Chart, theme: Theme): Promise<string> {
  const file = `${name}-${theme}.png`;
  writeFileSync(join(fresh, file), await painter.paint({ chart, theme }));
  return `![${chart.alt.replaceAll(/[[\]\\]/g, '')}](gallery/${file})`;
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

rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
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
rmSync(join(docs, 'gallery'), { recursive: true, force: true });
renameSync(fresh, join(docs, 'gallery'));
await painter.close();
