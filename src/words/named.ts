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
  const { items } = said;
  const every = inputs.map(({ ideas }) => ideas).join(' ');
  return inputs.flatMap(({ name, ideas, units }) => {
    const named = items.findIndex((item) => item.kind === 'idea' && isOneOf(item, ideas));
    if (named < 0) return [];
    const isNumber = (item: Item): item is Numeral =>
      item.kind === 'number' && units.includes(item.unit) && !said.isUsed(item);
    // As far as the name of another.
    const isOther = (item: Item) => item.kind === 'idea' && isOneOf(item, every) && !isOneOf(item, ideas);
    const end = items.findIndex((item, at) => at > named && isOther(item));
    const start = items.slice(0, named).findLastIndex(isOther) + 1;
    const after = items.slice(named, end < 0 ? undefined : end).filter(isNumber);
    const before = items.slice(start, named).filter(isNumber).reverse();
    // `42 energy, 5.50 demand`: a comma parts what belongs to each.
    const { clause } = items[named]!;
    const [number] = [...after, ...before].toSorted(
      (one, other) => Number(one.clause !== clause) - Number(other.clause !== clause),
    );
    if (number === undefined) return [];
    for (const item of [number, items[named]!]) said.use(item);
    return `${name}=${asWord(number.text)}`;
  });
}

/** What stopping costs. */
export const STOPS: readonly Input[] = [
  { name: 'restart', ideas: 'resume', units: ['usd'] },
  { name: 'off', ideas: 'off stop switchOff', units: ['duration'] },
];
/** The common inputs of a tariff. */
export const CHARGES: readonly Input[] = [
  { name: 'energy', ideas: 'power', units: ['powerPrice', 'bare'] },
  { name: 'demand', ideas: 'demand', units: ['rent', 'perKilowatt', 'usd', 'bare'] },
  { name: 'ratchet', ideas: 'ratchet', units: ['percent'] },
];
/** What the grid draws, as it is forecast and as it has been. */
export const LOADS: readonly Input[] = [
  { name: 'forecast', ideas: 'forecast', units: ['megawatts'] },
  { name: 'high', ideas: 'high reaches limit', units: ['megawatts'] },
];
