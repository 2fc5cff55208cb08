import { deflateRawSync } from 'node:zlib';
import { fragmentOf, type Pack } from './fragment.ts';

/** Where there is an address for it, every answer is packed: the machine's own takes a fifth of the time. */
const pack: Pack = (bytes, dictionary) =>
  deflateRawSync(bytes, { dictionary, level: 6, memLevel: 5 }).toString('base64url');

/** The fragment of the sheet that computes an answer anew, from its `question`. Made when somebody is shown a link. */
export const sheetFragment = (question: string): string => fragmentOf(question, pack);
