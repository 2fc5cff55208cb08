import type { Block } from '../../chat/reply.ts';
import { fixed } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { type AssumptionName, assume, assumptions, type Overrides } from '../../economics/index.ts';
import { assumptionFigure } from './figures.ts';

/** Assumptions with their values here, what is accepted, and where each comes from. */
export function assumptionList(asked: {
  names: readonly AssumptionName[];
  /** What the tenant assumes otherwise, and what it does for the site that is asked about. */
  own: Overrides;
  ofSite?: Overrides;
  observedAt: number;
}): Block {
  const { names, own, ofSite = {}, observedAt } = asked;
  const all = assume(own, ofSite);
  return tableOf({
    title: 'Name, what is accepted, where it comes from, and the value here',
    columns: ['Assumption', 'Value'],
    rows: names.map((name) => {
      const { label, min, max, source, date } = assumptions[name];
      const ofTenant = own[name] === undefined ? undefined : ('tenant' as const);
      const by = ofSite[name] === undefined ? ofTenant : ('site' as const);
      const range = `${bound(min)} to ${bound(max)}`;
      const from = by === undefined ? `${source}, ${date}` : by === 'site' ? 'set for this site' : 'set here';
      return [
        `${name}: ${label}, ${range}; ${from}`,
        assumptionFigure({ name, value: all[name], by, observedAt }),
      ];
    }),
  });
}

const bound = (value: number): string => fixed(value, Number.isInteger(value) ? 0 : 2);
