import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { figuresOf, type Reply } from '../src/chat/reply.ts';
import { toolResult } from '../src/mcp/result.ts';
import type { TestDesk } from './support/desk.ts';
import { examplesOf, FILES, neededBefore } from './support/examples.ts';
import { markets } from './support/markets.ts';
import { sizesOf } from './support/replies/answerLines.ts';

const MOST_LINES = 12;
/** Columns of a table on a phone. */
const MOST_COLUMNS = 38;

/** As long as what was asked for: a page that somebody opened. */
const PAGES = ['more'];
/** Who changed what has no number that matters. */
const WITHOUT_FIGURE = ['audit'];

/** Figures that no page is for, by the rule in ARCHITECTURE.md: what was changed, what is watched and posted, what tells of the desk. */
const WITHOUT_PAGE =
  /^(?:alert|assumptions|audit|bill meter|comps add|credits (?:import|remove)|digest|explain|more|site (?:add|edit|import)|status)\b/;

/** The button that leads to a page of the sheet: the answer's own, or that of the question that comes next. */
function buttonOf({ blocks }: Reply): string | undefined {
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  return actions.find(({ command }) => command.startsWith('sheet '))?.label;
}

/** A team with many sites and alerts, whose names are as long as people make them. */
const BUSY = [
  ...Array.from({ length: 12 }, (_, at) => {
    const name = `West Texas Wind Campus Number ${at + 1} (behind the meter)`;
    return `site add "${name}" ${20 + at} MW s19jpro, 500 s21xp at $${40 + at * 3}/MWh`;
  }),
  ...[30, 35, 50, 55, 60, 65, 70, 75].map((limit) => `alert add hashprice < ${limit} for 30m`),
];
const OF_BUSY = [
  ...['profit all', 'hashprice', 'hashprice 365d', 'site list', 'alert list', 'alert preview'],
  ...['digest preview', 'profit "West Texas Wind Campus Number 1 (behind the meter)"', 'power', 'audit'],
  ...['how are we doing', 'what is the hashprice now', 'compare s21xp and s19jpro at 6c'],
  'what if btc goes to 120k at West Texas Wind Campus Number 1 (behind the meter)',
];

/** Each question in a workspace of its own, so that no answer depends on another. */
async function answersOf(desk: TestDesk): Promise<{ line: string; reply: Reply }[]> {
  const answers: { line: string; reply: Reply }[] = [];
  let people = 0;
  const asked = async (line: string, tenant: string, by = `person${people++}`) => {
    // How many paths there are changes no line.
    const quick = /^(?:pivot|offer)/.test(line) ? `${line} paths=100` : line;
    return (await desk.ask(quick, { tenant, person: { id: by }, files: FILES })).reply;
  };
  for (const [at, line] of [...new Set(examplesOf(commands))].entries()) {
    const tenant = `console:team${at}`;
    for (const before of neededBefore(line)) await asked(before, tenant, 'ada');
    answers.push({ line, reply: await asked(line, tenant, 'ada') });
  }
  // By somebody else each time: one person may ask 30 questions a minute.
  for (const before of BUSY) await asked(before, 'console:busy');
  for (const line of OF_BUSY) answers.push({ line, reply: await asked(line, 'console:busy') });
  return answers;
}

/** A number of the answer's, not that of an alert or a date. */
const hasFigure = (title: string): boolean => /\d/u.test(title.replaceAll(/#\d+|\d{4}-\d{2}-\d{2}/gu, ''));

/** The numbers that a program is shown in the text of an answer, and does not find in its data. */
function withoutData({ reply, now }: { reply: Reply; now: number }): string[] {
  const { content, structuredContent } = toolResult({ reply, now });
  const [first] = content;
  const data = JSON.stringify(structuredContent);
  const numbers = first?.type === 'text' ? (first.text.match(/\d(?:[\d.,]*\d)?/g) ?? []) : [];
  return numbers.filter((number) => !data.includes(number));
}

/** What is wrong with how an answer shows, in words. */
function faultsOf({ line, reply, now }: { line: string; reply: Reply; now: number }): string[] {
  const sizes = PAGES.includes(line) ? [] : sizesOf(reply);
  return [
    ...(reply.tone === 'error' ? [`“${line}” is refused: ${reply.title}`] : []),
    ...sizes
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ platform, lines }) => `“${line}” takes ${lines} lines on ${platform}`),
    ...sizes
      .filter(({ columns }) => columns > MOST_COLUMNS)
      .map(({ platform, columns }) => `“${line}” has a table of ${columns} columns on ${platform}`),
    ...(figuresOf(reply).length > 0 && !hasFigure(reply.title) && !WITHOUT_FIGURE.includes(line)
      ? [`“${line}” begins without a figure: ${reply.title}`]
      : []),
    ...(figuresOf(reply).length > 0 && (buttonOf(reply) === undefined) !== WITHOUT_PAGE.test(line)
      ? [`“${line}” has the button ${buttonOf(reply)}`]
      : []),
    ...withoutData({ reply, now }).map(
      (number) => `“${line}” shows a program ${number}, which is in no data`,
    ),
  ];
}

describe.each(markets)('on %s', (_, open) => {
  it('every answer of every command is short on every platform, its first line has its number, its page is a button away, and a program finds every number of its text', {
    timeout: 120_000,
  }, async () => {
    const desk = await open();
    const answers = await answersOf(desk);
    const now = desk.clock.now();
    expect(answers.flatMap((answer) => faultsOf({ ...answer, now }))).toEqual([]);
  });
});
