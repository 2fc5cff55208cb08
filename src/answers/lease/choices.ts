import type { Arguments } from '../../chat/parameter.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { UserError } from '../../common/errors.ts';
import { type Choices, type ForwardPoint, isMonth, leaseEnds, pathNames } from '../../economics/index.ts';

/** What a question may choose besides numbers: how hashprice moves, how a lease ends. */
export const choiceParameters = {
  path: parameters.choice({ description: 'How hashprice moves: network unless given', values: pathNames }),
  forwards: parameters.word({
    description: 'Hashprice sold for months to come, in $/PH/day, in quotes',
    example: '"2026-09=36, 2027-03=34"',
  }),
  exit: parameters.choice({
    description: 'After the term: let anew (renewal), sold at a capitalisation rate (cap), or none',
    values: leaseEnds,
  }),
};

/** What makes a lease more certain: asked for where risk is shown. */
export const certaintyParameters = {
  signed: parameters.flag({ description: 'The lease is signed: its rent is certain' }),
  backstop: parameters.flag({ description: 'An investment grade answers for the tenant' }),
};

/** The choices of a question; what it leaves open is as in the core. UserError where two contradict each other. */
export function choicesOf(
  inputs: Partial<Arguments<typeof choiceParameters & typeof certaintyParameters>>,
): Partial<Choices> {
  const { path, exit, signed, backstop } = inputs;
  const forwards = inputs.forwards === undefined ? [] : readForwards(inputs.forwards);
  if (path === 'forward' && forwards.length === 0)
    throw new UserError(
      'path=forward needs the hashprices that are sold, such as forwards="2026-09=36, 2027-03=34".',
    );
  if (forwards.length > 0 && path !== undefined && path !== 'forward')
    throw new UserError(
      `I read forwards=… and path=${path}: forwards make a path of their own, path=forward.`,
    );
  return {
    ...(forwards.length > 0 ? { path: 'forward', forwards } : path && { path }),
    ...(exit && { leaseEnd: exit }),
    ...(signed !== undefined && { signed }),
    ...(backstop !== undefined && { backstop }),
  };
}

const POINT = /^(\d{4}-\d{2})\s*[=:]\s*\$?(\d+(?:\.\d+)?)$/u;

/** Reads `2026-09=36, 2027-03=34`. */
function readForwards(text: string): ForwardPoint[] {
  const pairs = text.split(/[,;]\s*/u).filter((one) => one.trim() !== '');
  return pairs.map((pair) => {
    const [, month, usd] = POINT.exec(pair.trim()) ?? [];
    if (!isMonth(month) || usd === undefined)
      throw new UserError(
        `I read “${pair.slice(0, 40)}”. Write forwards as month=$/PH/day, several with commas: forwards="2026-09=36, 2027-03=34".`,
      );
    return { month: month as string, usdPerPhDay: Number(usd) };
  });
}
