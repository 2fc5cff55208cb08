import { quote } from '../read/quote.ts';
import type { Block } from '../reply.ts';

/** Names each thing that is stored and cannot be read any more, with what it means and what to do about it. */
export function damagedBlocks(asked: {
  /** What it is, as the command that removes it is called: `alert`. */
  what: string;
  damaged: readonly (number | string)[];
  /** What it does not do for that: `It watches nothing`. */
  does: string;
}): Block[] {
  const { what, damaged, does } = asked;
  return damaged.map((one) => {
    const [name, argument] = typeof one === 'number' ? [`#${one}`, String(one)] : [one, quote(one)];
    const fix = `restore the database from a backup, or remove it and add it again: ${what} remove ${argument}`;
    const parts = [`What is stored of ${what} ${name} is damaged. ${does}. To mend it, ${fix}.`];
    return { kind: 'note', tone: 'warning', parts };
  });
}
