import { nearMachines, readMachine } from '../../chat/parameters/machine.ts';
import { quoted } from '../../chat/read/scan.ts';
import { findMachine, type Machine, machineLabel } from '../../economics/index.ts';

/** What firmware adds to a model: its own name in brackets, the version of the hardware, a missing sensor. */
const MARKS =
  /\((?![^()]*\dT)[^()]*\)|(?<![\s_-])[\s_-]+V[A-Z]?\d+(?![\p{L}\p{N}])|(?<![\s_-])[\s_-]*no\s?pic(?![\p{L}\p{N}])/giu;

/** A machine by its name, as people write it or as firmware reports it; undefined when it is in no list. */
export function readModel(name: string): Machine | undefined {
  return named(name) ?? named(name.replace(MARKS, ' '));
}

function named(name: string): Machine | undefined {
  const text = name
    .replace(/[()_]/gu, ' ')
    .replace(/(?<!\.)\.+$/u, '')
    .trim()
    .slice(0, 100);
  const read = readMachine(text);
  return read?.rest.trim() === '' ? read.value : undefined;
}

/** What a name that is in no list may have meant; it takes a while, so it is asked for a few only. */
export function modelHint(name: string): string {
  const plain = name.replace(MARKS, ' ').slice(0, 100).trim();
  const known = findMachine({ name: plain });
  const near = 'candidates' in known ? known.candidates.map((machine) => machineLabel({ machine })) : [];
  const meant = [...new Set([...near, ...nearMachines(plain)])].slice(0, 3);
  const hint =
    meant.length > 0
      ? `; did you mean ${meant.join(', ')}?`
      : '; a custom machine needs hashrateThPerS and powerW';
  return `${quoted(name)} is not in the catalogue${hint}`;
}
