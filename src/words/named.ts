import type { Item, NumberUnit, Numeral } from './items.ts';
import { isOneOf, type Said } from './said.ts';
import { asWord } from './tag.ts';

/** An input of a command as people name it. */
interface Input {
  /** As the command line names it. */
  name: string;
  /** The ideas of its name, separated by spaces. */
  ideas: string;
  units: readonly NumberUnit[];
}

/** Inputs that stand beside their names: `ratchet 75%`, `3 h off`, `the high so far is 81,950 MW`. */
export function namedInputs(said: Said, inputs: readonly Input[]): string[] {
  return inputs.flatMap(({ name, ideas, units }) => {
    const isNumber = (item: Item): item is Numeral =>
      item.kind === 'number' && units.includes(item.unit) && !said.isUsed(item);
    const named = said.items.findIndex((item) => item.kind === 'idea' && isOneOf(item, ideas));
    if (named < 0) return [];
    const number = said.items.slice(named).find(isNumber) ?? said.items.slice(0, named).findLast(isNumber);
    if (number === undefined) return [];
    said.use(number);
    said.use(said.items[named]!);
    return `${name}=${asWord(number.text)}`;
  });
}
