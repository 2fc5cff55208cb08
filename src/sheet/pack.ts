import { deflateSync } from 'fflate';
import { fragmentOf, type Pack } from './fragment.ts';
import type { SheetQuestion } from './question.ts';

const pack: Pack = (bytes, dictionary) => toBase64Url(deflateSync(bytes, { dictionary, level: 6, mem: 2 }));

/** The fragment of a question, made anywhere: a browser has no deflate of its own that takes a dictionary. */
export const toFragment = (question: SheetQuestion): string => fragmentOf(JSON.stringify(question), pack);

function toBase64Url(bytes: Uint8Array): string {
  const letters = btoa(String.fromCharCode(...bytes));
  return letters
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/(?<!=)=+$/, '');
}
