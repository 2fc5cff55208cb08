import { announced } from './catalogue.ts';
import { type Machine, machines } from './machines.ts';

/** Words that name a maker or a family; people leave them out, and no two models differ by them alone. */
const FAMILY_WORDS =
  /bitmain|antminer|microbt|whatsminer|canaan|avalonminer|avalon|bitdeer|sealminer|auradine|teraflux|unverified/g;
const MOST_NEAREST = 5;

interface Entry {
  machine: Machine;
  /** `s21+hyd` */
  key: string;
  /** With the nominal hashrate, as shops write it: `s21+hyd319`. */
  keyWithHashrate: string;
  /** With maker and family. */
  full: string;
}

const entries: readonly Entry[] = machines.map((machine) => {
  const key = keyOf(machine.model);
  const full = squeeze(`${machine.vendor} ${machine.model}`);
  return { machine, key, keyWithHashrate: key + squeeze(String(machine.hashrateThPerS)), full };
});

/** Each way to write a name exactly, the model's own before the one with its hashrate. */
const byName = new Map<string, Machine>();
for (const key of ['key', 'full', 'keyWithHashrate'] as const) {
  for (const entry of entries) if (!byName.has(entry[key])) byName.set(entry[key], entry.machine);
}

/** The catalogue machine that a loose name names exactly; undefined when it needs a guess. */
export function exactMachine({ name }: { name: string }): Machine | undefined {
  const key = keyOf(name);
  return byName.get(key) ?? byName.get(key.replace(/(\d)th?s?$/, '$1'));
}

/**
 * Finds a catalogue machine by a loose name: maker, family, case, spaces and hyphens do not matter, a `+` does.
 * An exact name wins ("s21xp" though S21 XP Hyd exists; "S21 Pro 234T" too). Otherwise the candidates are those
 * that contain it, else the nearest by spelling, at most five, none where nothing is near.
 */
export function findMachine({ name }: { name: string }): { found: Machine } | { candidates: Machine[] } {
  const exact = exactMachine({ name });
  if (exact) return { found: exact };
  const key = keyOf(name);
  const typed = key || squeeze(name);
  const containing = entries.filter((entry) => typed !== '' && entry.full.includes(typed));
  return { candidates: (containing.length > 0 ? containing : nearest(key)).map(({ machine }) => machine) };
}

/** What is known of a machine that was announced and has no published figures yet; undefined for others. */
export const announcedMachine = ({ name }: { name: string }): string | undefined =>
  announced.find(([pattern]) => pattern.test(keyOf(name)))?.[1];

function nearest(key: string): Entry[] {
  const hopeless = Math.ceil(key.length / 3) + 1;
  return entries
    .filter((entry) => Math.abs(entry.key.length - key.length) < hopeless)
    .map((entry) => ({ entry, distance: editDistance(key, entry.key) }))
    .filter(({ distance }) => distance < hopeless)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_NEAREST)
    .map(({ entry }) => entry);
}

function keyOf(name: string): string {
  return squeeze(squeeze(name).replace(FAMILY_WORDS, ''));
}

function squeeze(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9+]/g, '');
  return plain.replace('hydro', 'hyd').replace('immersion', 'imm');
}

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      const replaced = row[j]! + (to[j] === letter ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
