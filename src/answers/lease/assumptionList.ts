import type { Block, Figure } from '../../chat/reply.ts';
import { fixed } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { type AssumptionName, assume, assumptions, type Overrides } from '../../economics/index.ts';
import { assumptionFigure } from './figures.ts';

/** Assumptions with their values here. */
export function assumptionValues(asked: AssumptionsAsked): Block {
  return tableOf({
    title: 'Assumed here',
    inDetails: true,
    columns: ['Assumption', 'Value'],
    rows: assumptionsHere(asked).map(({ name, value }) => [assumptions[name].label, value]),
  });
}

interface AssumptionsAsked {
  names: readonly AssumptionName[];
  /** What the tenant assumes otherwise, and what it does for the site that is asked about. */
  own: Overrides;
  ofSite?: Overrides;
  observedAt: number;
}

/** Whose value it is; undefined of a default. */
function byWhom({ name, own, ofSite = {} }: AssumptionsAsked & { name: AssumptionName }) {
  if (ofSite[name] !== undefined) return 'site' as const;
  return own[name] === undefined ? undefined : ('tenant' as const);
}

/** One assumption as it holds here. */
export function assumptionHere({ name, ...asked }: AssumptionsAsked & { name: AssumptionName }): Figure {
  const value = assume(asked.own, asked.ofSite ?? {})[name];
  return assumptionFigure({ name, value, by: byWhom({ ...asked, name }), observedAt: asked.observedAt });
}

/** The assumptions as they hold here, all checked once. */
function assumptionsHere(asked: AssumptionsAsked): { name: AssumptionName; value: Figure }[] {
  const { names, own, ofSite, observedAt } = asked;
  const values = assume(own, ofSite ?? {});
  return names.map((name) => ({
    name,
    value: assumptionFigure({ name, value: values[name], by: byWhom({ ...asked, name }), observedAt }),
  }));
}

/** Assumptions with their values here, what is accepted, and where each comes from. */
export function assumptionList(asked: AssumptionsAsked): Block {
  return tableOf({
    title: 'Name, what is accepted, where it comes from, and the value here',
    columns: ['Assumption', 'Value'],
    rows: assumptionsHere(asked).map(({ name, value }) => {
      const { label, min, max, source, date } = assumptions[name];
      const by = byWhom({ ...asked, name });
      const range = `${bound(min)} to ${bound(max)}`;
      const from = by === undefined ? `${source}, ${date}` : by === 'site' ? 'set for this site' : 'set here';
      return [`${name}: ${label}, ${range}; ${from}`, value];
    }),
  });
}

const bound = (value: number): string => fixed(value, Number.isInteger(value) ? 0 : 2);
