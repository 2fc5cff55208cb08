import { readFileSync, writeFileSync } from 'node:fs';
import { createPainter } from '../../src/pictures/painter.ts';
import { type Results, scaleChart, scaleDocument } from './document.ts';

/** Run by hand: writes docs/scale.md and its picture anew, after `npm run bench -- Tenants` or `-- Digests`. */
const docs = new URL('../../docs/', import.meta.url);
const results: Results = JSON.parse(readFileSync(new URL('../results.json', import.meta.url), 'utf8'));
const painter = createPainter();
writeFileSync(new URL('scale.md', docs), scaleDocument(results));
writeFileSync(
  new URL('scale.png', docs),
  await painter.paint({ chart: scaleChart(results), theme: 'light' }),
);
await painter.close();
