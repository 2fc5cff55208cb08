import type { BillChange } from '../../economics/index.ts';
import type { Parameter } from '../parameter.ts';
import { type Options, parameter } from './kind.ts';

const TWELVE = /^(?:12|twelve)\s?-?\s?cp(?![\p{L}\p{N}])/iu;
const STOP = /^stop(?:ping|ped)?\s+(?:in\s+)?(\d{1,2})\s+(?:coincident\s+)?peaks?(?![\p{L}\p{N}])/iu;

/** What a bill is asked about: `12cp`, `stop 4 peaks`. */
export function billChange<R extends boolean = false>(options: Options<R>): Parameter<BillChange, R> {
  return parameter<BillChange, R>(options, {
    accepted: '12cp, or stop 4 peaks',
    example: '12cp',
    read(text) {
      const [twelve] = TWELVE.exec(text) ?? [];
      if (twelve !== undefined) return { value: { kind: 'twelve peaks' }, rest: text.slice(twelve.length) };
      const [stop, peaks] = STOP.exec(text) ?? [];
      if (stop === undefined || Number(peaks) < 1) return undefined;
      return { value: { kind: 'stop', peaks: Number(peaks) }, rest: text.slice(stop.length) };
    },
  });
}
