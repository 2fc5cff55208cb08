import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { needsOf } from '../src/bot/named.ts';
import { findCommand } from '../src/chat/read/parse.ts';
import { figuresOf, type Reply, type Step } from '../src/chat/reply.ts';
import { replySchema } from '../src/chat/replySchema.ts';
import { replyJson } from '../src/chat/show/json.ts';
import { evaluate, roundingOf } from './support/arithmetic.ts';
import { openTestDesk, type TestDesk } from './support/desk.ts';
import { examplesOf, FILES, neededBefore, ROCKDALE } from './support/examples.ts';
import { markets } from './support/markets.ts';

describe.each(markets)('on %s', (_, open) => {
  it.each(examplesOf(commands))('“%s” does what help says it does', async (example) => {
    const desk = await open();
    for (const line of neededBefore(example)) await desk.ask(line);
    const before = await changesIn(desk);
    const { reply } = await desk.ask(example, { files: FILES });
    expect(reply.tone, reply.title).not.toBe('error');
    // What changes anything says so: nothing else of it is asked about first, or kept from a token that may read.
    if (!mayChange(example)) expect(await changesIn(desk)).toBe(before);
    expect(replySchema.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
    expectSound(reply);
    await expectExplained(desk, reply);
  });
});

/** Asked by somebody else: the last answer of who tries the example stays what it was. */
async function changesIn(desk: TestDesk): Promise<number | undefined> {
  const { reply } = await desk.ask('audit', { person: { id: 'auditor' } });
  return figuresOf(reply).find(({ metric }) => metric === 'changeCount')?.value;
}

function mayChange(example: string): boolean {
  const { command } = findCommand(example, commands);
  return command.mayChange === true || needsOf(command, commands).some((needs) => needs !== undefined);
}

/** What was computed can be explained by its id, formula by formula, and the arithmetic holds. */
async function expectExplained(desk: TestDesk, { id, explanation, details, question }: Reply): Promise<void> {
  if (explanation.length === 0) return expect(id === undefined).toBe((details ?? question) === undefined);
  for (const step of explanation) expectHolds(step);
  const explained = await desk.ask(`explain ${id}`);
  expect(explained.reply.tone).not.toBe('error');
  for (const { formula } of explanation)
    expect(explained.text.replace(/\s+/g, ' ')).toContain(formula.replace(/\s+/g, ' '));
}

/** Figures are finite, have a source and a time, and never say two things of the same metric and subject. */
function expectSound(reply: Reply): void {
  const figures = figuresOf(reply);
  const values = new Map<string, number>();
  for (const figure of figures) {
    expect(Number.isFinite(figure.value), figure.metric).toBe(true);
    expect(figure.source, figure.metric).not.toBe('');
    expect(Date.parse(figure.asOf), figure.metric).not.toBeNaN();
    const name = `${figure.metric} of ${figure.subject}`;
    expect(values.get(name) ?? figure.value, name).toBe(figure.value);
    values.set(name, figure.value);
  }
  const flat = replyJson(reply).figures.map(({ metric, subject }) => `${metric} of ${subject}`);
  expect(flat).toEqual([...values.keys()]);
}

const ARITHMETIC = /^(?<left>[\d.,\s+\-−×÷^()]+) = (?<right>−?[\d.,]+)$/u;

/** Both sides of `a × b = c` agree within the digits shown, and the right one is the result. */
function expectHolds({ result, arithmetic }: Step): void {
  const { left, right } = ARITHMETIC.exec(arithmetic)?.groups ?? {};
  if (left === undefined || right === undefined) return;
  const shown = evaluate(right);
  const allowed = roundingOf(left) + 5e-7 * Math.abs(shown) + 1e-12;
  expect(Math.abs(evaluate(left) - shown), arithmetic).toBeLessThanOrEqual(allowed);
  expect(Math.abs(shown - result.value), arithmetic).toBeLessThanOrEqual(
    1e-6 * Math.abs(result.value) + 1e-12,
  );
}

describe('explanations', () => {
  const lines = [
    'profit demo',
    'breakeven Demo Basin',
    'profit Demo Fjord scheme=PPS fee=3%',
    'whatif demo price=90k hashprice=-20% power=60',
    'whatif demo fees=0.5 difficulty=+6% uptime=80% fleet="20000 s19jpro @31"',
    'profit 100 MW s21xp at -$5/MWh opex=$2 opexMonthly=250k demand=5',
    'profit all',
    'hashprice',
    'halving',
    'pivot demo',
    'pivot Demo Fjord tax=21% paths=100',
    'offer 150 MW critical 15y $140/kW-mo 3% nnn capex 9M/MW 18 months',
  ];

  it.each(lines)('of “%s” can be checked by whoever has a pencil, step by step', async (line) => {
    const desk = openTestDesk();
    await desk.ask(ROCKDALE);
    await desk.ask('site add fargo 3 s19jpro at 12c');
    const { explanation } = (await desk.ask(line)).reply;
    expect(explanation.length).toBeGreaterThan(2);
    for (const step of explanation) expectHolds(step);
    const checked = explanation.filter(({ arithmetic }) => ARITHMETIC.test(arithmetic));
    expect(checked.length).toBeGreaterThanOrEqual(explanation.length - 1);
  });

  it.each(lines)(
    'of “%s” give each input that is no result of an earlier step a source of its own',
    async (line) => {
      const desk = openTestDesk();
      await desk.ask(ROCKDALE);
      await desk.ask('site add fargo 3 s19jpro at 12c');
      const { explanation } = (await desk.ask(line)).reply;
      for (const { inputs } of explanation) {
        expect(inputs.length).toBeGreaterThan(0);
        for (const { source } of inputs) expect(source).not.toBe('');
      }
    },
  );
});
