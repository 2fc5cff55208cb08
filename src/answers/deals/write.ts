import { mkdirSync, writeFileSync } from 'node:fs';
import { dealsDocument } from './document.ts';

/** Run by hand: writes docs/deals.md anew, after a deal, an assumption or the model has changed. */
const docs = new URL('../../../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL('deals.md', docs), dealsDocument());
