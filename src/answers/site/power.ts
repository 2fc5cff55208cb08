import type { Block, Figure, Part } from '../../chat/reply.ts';
import { isSplit, type PowerBasis, period } from './priced.ts';
import { inputFigure, type SiteQuestion } from './question.ts';

/**
 * Which price of power a site's answer counts with: of a reported one how much of the day it is known for, and what is in
 * force now; of another whose it is, how old, and in place of what.
 */
export function powerNote({ question }: { question: SiteQuestion }): Block[] {
  const { power } = question;
  const reported: Block[] =
    power === undefined ? [] : [{ kind: 'note', tone: 'info', parts: power.words.whole({ question }) }];
  const parts = question.priced?.words.whole({ isReported: power?.usdPerMwh !== undefined });
  return [
    ...reported,
    ...(parts ? [{ kind: 'note' as const, tone: 'info' as const, parts: ['Power: ', ...parts] }] : []),
  ];
}

/** The same of several sites, each under its name. */
export const powerNotes = ({ questions }: { questions: readonly SiteQuestion[] }): Block[] =>
  questions.flatMap((question) =>
    powerNote({ question }).map((note) =>
      note.kind === 'note' ? { ...note, parts: [`${question.site.name}. `, ...note.parts] } : note,
    ),
  );

/** Of what a machine class pays the mean for a MWh, by a tariff or as it was reported: run or stop goes by what holds. */
export function meanOf({ question }: { question: SiteQuestion }): string {
  const { priced, power } = question;
  const { basis } = priced ?? {};
  if (power?.usdPerMwh !== undefined) {
    const mean = power.words.mean({ question });
    return mean === undefined ? '' : ` at ${mean}`;
  }
  return basis?.by === 'tariff' && !basis.allIn ? ` at the mean ${basis.hours}` : '';
}

/** What a MWh costs now, where classes are counted at a mean and that is known. */
export function nowUsdPerMwh({ question }: { question: SiteQuestion }): number | undefined {
  const { priced, power } = question;
  if (meanOf({ question }) === '') return undefined;
  if (power?.usdPerMwh === undefined)
    return priced?.basis.by === 'tariff' ? priced.basis.today?.nowUsdPerMwh : undefined;
  // What follows on a price that was set is the site's own, or that of a tariff, whose mean alone is known here.
  const after = power.byHand && !isSplit(question) ? power.ownUsdPerMwh : undefined;
  return power.inForceUsdPerMwh ?? after;
}

interface AskedPower {
  question: SiteQuestion;
  subject?: string;
  now: number;
}

/** What a MWh costs a question of years, all in, and whose price it is. */
function powerOfYears({ question, subject = question.site.name, now }: AskedPower) {
  const price = inputFigure({ question, subject, now, input: 'powerPriceUsdPerMwh' })!;
  return question.priced?.words.one({ price, subject }) ?? { price, whose: saidBy(question) };
}

/** The same as a figure: `Power, as typed`. */
export function powerFigure(asked: AskedPower): Figure {
  const { price, whose } = powerOfYears(asked);
  return { ...price, label: `Power, ${whose}` };
}

/** The same after what it is planned at: ` at $60.32/MWh, all in by its tariff in 2026`. */
export function powerPlanned(asked: AskedPower): Part[] {
  const { price, whose } = powerOfYears(asked);
  return [' at ', price, `, ${whose}`];
}

/** What the price of a question's MWh is called, in a table of what differs. */
export function powerName({ priced }: SiteQuestion): string {
  if (priced?.basis.by !== 'tariff') return 'Power';
  return priced.basis.allIn ? 'Power, all in' : 'Volumetric price';
}

/** The same as a sentence: `Power at $45.00/MWh, as typed.` */
export function powerSentence(asked: AskedPower): Part[] {
  return ['Power', ...powerPlanned(asked), '.'];
}

/** Whose the price is of a site that has neither a tariff nor a ledger, or beside which the question says one. */
function saidBy({ defaults, changed, demo }: SiteQuestion): string {
  if (defaults.includes('powerPriceUsdPerMwh')) return 'assumed';
  return demo && !changed.includes('powerPriceUsdPerMwh') ? 'of the demo site' : 'as asked';
}

/** What power costs a site, and whose price that is, in a few words: `$54.21/MWh all in by its tariff`. */
export function powerAt(asked: { question: SiteQuestion; subject: string; now: number }): Part[] {
  const { question, subject } = asked;
  const price = inputFigure({ ...asked, input: 'powerPriceUsdPerMwh' })!;
  if (question.defaults.includes('powerPriceUsdPerMwh')) return ['an assumed ', price];
  if (question.power === undefined) return question.priced?.words.short({ price, subject }) ?? [price];
  return [price, ...question.power.words.short({ question })];
}

/** Whose prices of power several sites are counted with, in a line; nothing where each has but its own. */
export function powerBases({ questions }: { questions: readonly SiteQuestion[] }): Block[] {
  if (questions.every(({ priced, power }) => (priced ?? power) === undefined)) return [];
  const of = (by: Counted) => questions.filter((one) => countedBy(one) === by).map(({ site }) => site.name);
  const kinds = (Object.keys(BASES) as Counted[]).filter((by) => of(by).length > 0);
  const year = questions.flatMap(({ priced }) =>
    priced?.basis.by === 'tariff' ? [period(priced.basis)] : [],
  )[0];
  const words = (by: Counted) => (by === 'tariff' ? `${BASES[by]} in ${year}` : BASES[by]);
  const named = kinds.map((by) => (kinds.length === 1 ? words(by) : `${words(by)} (${namesOf(of(by))})`));
  const unused = questions.filter(({ priced }) => priced?.lacksTariff).map(({ site }) => site.name);
  const without = unused.length === 0 ? '' : `; not by the tariff of ${namesOf(unused)}`;
  return [{ kind: 'text', parts: [`Power ${named.join('; ')}${without}.`] }];
}

type Counted = PowerBasis['by'] | 'today';

const countedBy = ({ priced, power }: SiteQuestion): Counted =>
  power?.usdPerMwh === undefined ? (priced?.basis.by ?? 'own') : 'today';

const BASES: Record<Counted, string> = {
  today: 'at its mean of today so far, as reported',
  tariff: 'by its tariff',
  reports: 'at the mean of its reports',
  own: 'as typed',
  question: 'as asked',
};

const namesOf = ([first, ...others]: readonly string[]): string =>
  others.length === 0 ? first! : `${first} and ${others.length} more`;
