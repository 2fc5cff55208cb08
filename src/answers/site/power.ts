import type { Block, Part } from '../../chat/reply.ts';
import { inputFigure, type SiteQuestion } from './question.ts';

/**
 * Which price of power a site's answer counts with: of a reported one how much of the day it is known for, and what is in
 * force now; of another whose it is, how old, and in place of what.
 */
export function powerNote({ question }: { question: SiteQuestion }): Block[] {
  const { power } = question;
  const reported: Block[] =
    power === undefined ? [] : [{ kind: 'note', tone: 'info', parts: power.words.whole({ question }) }];
  const parts = question.priced?.words.whole();
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

/** What power costs a site, and whose price that is, in a few words: `$54.21/MWh all in by its tariff`. */
export function powerAt(asked: { question: SiteQuestion; subject: string; now: number }): Part[] {
  const { question, subject } = asked;
  const price = inputFigure({ ...asked, input: 'powerPriceUsdPerMwh' })!;
  if (question.defaults.includes('powerPriceUsdPerMwh')) return ['an assumed ', price];
  if (question.power === undefined) return question.priced?.words.short({ price, subject }) ?? [price];
  return [price, ...question.power.words.short({ question })];
}
