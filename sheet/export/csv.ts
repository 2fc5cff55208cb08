import papa from 'papaparse';
import type { Reply } from '../../src/chat/reply.ts';
import { replyJson } from '../../src/chat/show/json.ts';

/** Every number of an answer, a row each, with its unit, source and time. No cell is read as a formula. */
export function csvOf(reply: Reply): string {
  const rows = replyJson(reply).figures.map(({ metric, subject = '', value, unit, text, source, asOf }) => ({
    metric,
    subject,
    value,
    unit,
    text,
    source,
    asOf,
  }));
  return papa.unparse(rows, { escapeFormulae: true, newline: '\r\n' });
}
