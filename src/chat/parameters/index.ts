import type { Machine } from '../../economics/index.ts';
import type { Parameter, Read } from '../parameter.ts';
import { nearest } from '../read/nearest.ts';
import { afterNoise, readName, readWord } from '../read/words.ts';
import { afterSize, type FleetRequest, readFleet } from './fleet.ts';
import { type Options, parameter } from './kind.ts';
import { nearMachines, readMachine } from './machine.ts';

export { billChange } from './billChange.ts';
export { calendarDay, calendarYear, month } from './calendar.ts';
export type { Change } from './change.ts';
export { powerBlock, powerModes, reserveSale, type TunedMachine } from './contracts.ts';
export { duration } from './duration.ts';
export { file } from './file.ts';
export type { FleetRequest } from './fleet.ts';
export { fleetWords } from './fleetWords.ts';
export { grantee } from './grantee.ts';
export { binOf, readMachine } from './machine.ts';
export * from './measures.ts';
export { newName } from './newName.ts';
export { numberList } from './numberList.ts';
export { siteNames } from './siteNames.ts';
export { dayOfWeek, daysOfWeek, timeOfDay } from './timeOfDay.ts';
export { timeZone } from './timeZone.ts';

/** One word, or several in quotes. */
export function word<R extends boolean = false>(
  options: Options<R> & { example: string; completes?: 'command' },
): Parameter<string, R> {
  return parameter<string, R>(options, {
    accepted: 'a word, or several in quotes',
    example: options.example,
    read: (text) => (afterNoise(text) === undefined ? readWord(text) : undefined),
    whole: (inner) => inner.trim() || undefined,
  });
}

/** Everything that is left of the line, as it is. Declare it last. */
export function rest<R extends boolean = false>(
  options: Options<R> & { example: string },
): Parameter<string, R> {
  return {
    ...parameter(options, { accepted: 'any text', example: options.example, read: () => undefined }),
    verbatim: 'words',
    read: (text) => (text === '' ? undefined : { value: text, rest: '' }),
  };
}

/** One of a few words. */
export function choice<const V extends string, R extends boolean = false>(
  options: Options<R> & { values: readonly V[] },
): Parameter<V, R> {
  const { values, ...rest } = options;
  return parameter<V, R>(rest, {
    accepted: `one of ${values.join(', ')}`,
    example: values[0] ?? '',
    choices: values,
    read: (text) => readName(text, values) as Read<V> | undefined,
    nearMisses: (text) => nearest({ word: readWord(text)?.value ?? '', among: values }),
  });
}

/** Yes when named alone (`--all`), or as `all=yes` and `all=no`. */
export function flag<R extends boolean = false>(options: Options<R>): Parameter<boolean, R> {
  return parameter(options, {
    accepted: 'yes or no',
    example: 'yes',
    choices: ['yes', 'no'],
    read: (text) => {
      const [said = ''] = /^(?:yes|no|true|false|on|off)(?![\p{L}\p{N}])/iu.exec(text) ?? [];
      if (said !== '') return { value: /^(?:yes|true|on)$/iu.test(said), rest: text.slice(said.length) };
      return { value: true, rest: text };
    },
  });
}

/** A site that exists, by its loose name; `all` and `demo` where they are asked for. */
export function siteName<R extends boolean = false>(
  options: Options<R> & { all?: boolean; demo?: boolean },
): Parameter<string, R> {
  const { all, demo, ...rest } = options;
  const extra = [...(all ? ['all'] : []), ...(demo ? ['demo'] : [])];
  const ones = (word: string) => nearest({ word, among: extra });
  return parameter<string, R>(rest, {
    accepted: ['the name of a site', ...extra].join(' or '),
    example: demo ? 'demo' : 'prairie',
    completes: 'site',
    read: (text, { sites }) => readName(text, sites) ?? readName(text, extra),
    nearMisses: (text, { sites }) => {
      const word = readWord(text)?.value ?? '';
      return [...nearest({ word, among: sites }), ...ones(word)];
    },
  });
}

/** A machine by its loose name, or a custom one. */
export function machine<R extends boolean = false>(options: Options<R>): Parameter<Machine, R> {
  return parameter(options, {
    accepted: 'a machine such as s21xp, M60S++ or custom 234TH 3510W',
    example: 's21xp',
    completes: 'machine',
    read: readMachine,
    nearMisses: nearMachines,
  });
}

/** Machines with their number or their megawatts at the meter. */
export function fleet<R extends boolean = false>(options: Options<R>): Parameter<FleetRequest[], R> {
  return parameter(options, {
    accepted: 'a fleet such as 100 MW s21xp or 20000 s21xp, 5000 s19jpro @31',
    example: '100 MW s21xp',
    completes: 'machine',
    read: readFleet,
    nearMisses: (text) => nearMachines(afterSize(text) ?? text),
  });
}
