import type { Arguments } from '../../chat/parameter.ts';
import * as parameters from '../../chat/parameters/index.ts';
import { UserError } from '../../common/errors.ts';
import {
  type Choices,
  type ForwardPoint,
  forwardLimits,
  isMonth,
  leaseEnds,
  pathNames,
} from '../../economics/index.ts';

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

/**
 * The choices of a question that begins in `startMonth`; what it leaves open is as in the core. UserError where two
 * contradict each other, and for forwards of months that are past or too far.
 */
export function choicesOf(
  inputs: Partial<Arguments<typeof choiceParameters & typeof certaintyParameters>>,
  { startMonth }: { startMonth: string },
): Partial<Choices> {
  const { path, exit, signed, backstop } = inputs;
  const forwards = inputs.forwards === undefined ? [] : readForwards(inputs.forwards);
  checkForwards({ forwards, startMonth });
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

/** The same limits as the core's, in the words of who typed. */
function checkForwards({ forwards, startMonth }: { forwards: ForwardPoint[]; startMonth: string }): void {
  const { first, last, most, usdPerPhDay } = forwardLimits({ startMonth });
  if (forwards.length > most)
    throw new UserError(`I read ${forwards.length} forwards: at most ${most} are taken.`);
  for (const [at, { month, usdPerPhDay: usd }] of forwards.entries()) {
    if (forwards.findIndex((one) => one.month === month) !== at)
      throw new UserError(`I read two forwards for ${month}: give one of them.`);
    if (month < first || month > last)
      throw new UserError(
        `I read “${month}=${usd}”: forwards are for months after this question begins, ${first} to ${last}.`,
      );
    if (usd < usdPerPhDay.min || usd > usdPerPhDay.max)
      throw new UserError(
        `I read “${month}=${usd}”: a forward must be between ${usdPerPhDay.min} and ${usdPerPhDay.max.toLocaleString('en-US')} $/PH/day.`,
      );
  }
}
