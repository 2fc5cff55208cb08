import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { answerQuestion } from '../../sheet/answer.ts';
import { readArguments, readNamedOptions } from '../../src/chat/read/arguments.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { replyJson } from '../../src/chat/show/json.ts';
import { fromFragment } from '../../src/sheet/fragment.ts';
import { sheetFragment } from '../../src/sheet/link.ts';
import { topics } from '../../src/sheet/question.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { openLiveDesk } from '../support/markets.ts';

const answerOf = async ({ question: json = '' }: Reply, { threads }: TestDesk): Promise<Reply> => {
  const question = await fromFragment(sheetFragment(json));
  const command = commands.find(({ name }) => name === question.topic)!;
  return answerQuestion({ question, command, threads });
};

const numbers = (reply: Reply) =>
  replyJson(reply).figures.map(({ metric, subject, value, unit }) => ({ metric, subject, value, unit }));

const ofTopics = commands.filter(({ name }) => (topics as readonly string[]).includes(name));

describe('answerQuestion()', () => {
  it.each(
    ofTopics.flatMap(({ parameters, examples }) =>
      examples.map((line) => line + (parameters.paths ? ' paths=100' : '')),
    ),
  )('computes the numbers of %s from its link alone', { timeout: 120_000 }, async (line) => {
    const desk = openTestDesk();
    const { reply } = await desk.ask(line);
    expect(numbers(await answerOf(reply, desk))).toEqual(numbers(reply));
  });

  it('computes a site of the team, with what the team assumes', { timeout: 120_000 }, async () => {
    const desk = openTestDesk();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh');
    await desk.ask('assumptions set difficultyGrowthPercentPerYear 10');
    await desk.ask('assumptions set rentUsdPerKwMonth 155 site=rockdale');
    await desk.ask('power rockdale 80');
    for (const line of [
      'profit rockdale',
      'profit rockdale power=50',
      'halving',
      'pivot rockdale paths=200',
      'comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01',
      'comps since 2026-01',
      'tariff rockdale energy=$47/MWh demand=$5/kW-month tax=5%',
      'profit rockdale',
      'breakeven rockdale',
      'cost rockdale',
      'whatif rockdale uptime=85%',
    ]) {
      const { reply } = await desk.ask(line);
      if (/^(?:tariff|comps add)/.test(line)) continue;
      expect(numbers(await answerOf(reply, desk))).toEqual(numbers(reply));
    }
  });

  it('of a market gives the numbers of the chat, and leaves out what history says of them', async () => {
    const desk = await openLiveDesk();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh');
    const missing: string[] = [];
    for (const line of ['hashprice', 'difficulty']) {
      const { reply } = await desk.ask(line);
      expect((await fromFragment(sheetFragment(reply.question!))).sites).toEqual([]);
      const [said, shown] = [numbers(reply), numbers(await answerOf(reply, desk))];
      expect(said).toEqual(expect.arrayContaining(shown));
      const others = said.filter((number) => !shown.some((other) => isDeepStrictEqual(number, other)));
      missing.push(...others.map(({ metric }) => metric));
    }
    expect([...new Set(missing)].toSorted()).toEqual([
      'blockHeight',
      'btcPriceChangePercent',
      'difficulty',
      'difficultyChangePercent',
      'hashpriceChangePercent',
      'networkHashrateEhPerS',
      'pastRetargetChangePercent',
    ]);
  });

  it('reads inputs from the texts that they were typed as', async () => {
    for (const { name } of ofTopics) {
      const command = commands.find((it) => it.name === name)!;
      for (const example of command.examples) {
        const lookup = { sites: ['demo'] };
        const typed = readArguments({ command, text: example.slice(name.length), lookup });
        const again = readNamedOptions({ command, options: typed.texts, lookup });
        expect(again.arguments).toEqual(typed.arguments);
      }
    }
  });

  it('has no sheet for more sites than one holds, and says so', async () => {
    const desk = openTestDesk();
    for (let at = 1; at <= 21; at += 1)
      await desk.ask(`site add site${at} 1 MW s21xp at $45/MWh`, { person: { id: `p${at}` } });
    const { reply } = await desk.ask('profit all');
    expect(reply.question).toBeUndefined();
    expect((await desk.ask('sheet')).text).toMatch(/has no\s+sheet: one holds 20\s+sites at most/u);
    await desk.ask('assumptions rent');
    expect((await desk.ask('sheet')).text).toMatch(/have\s+one\./u);
  });

  it('of what stands in records is that of the question that comes next, and its button says so', async () => {
    const desk = openTestDesk();
    await desk.ask('site add rockdale 100 MW s21xp at $45/MWh');
    await desk.ask('tariff rockdale energy=$47/MWh demand=$5/kW-month tax=5%');
    for (const [line, next] of [
      ['bill rockdale', 'profit rockdale'],
      ['site list', 'profit rockdale'],
      ['fees', 'hashprice'],
      ['month', 'hashprice'],
    ] as const) {
      const { reply, text } = await desk.ask(line);
      expect(text).toContain(`→ Sheet: ${next.split(' ')[0]}: sheet ${reply.id}`);
      const { reply: after } = await desk.ask(next);
      expect(reply.question).toBe(after.question);
    }
  });

  it('has no sheet for what it cannot compute anew', async () => {
    const desk = openTestDesk();
    expect((await desk.ask('assumptions rent')).reply.question).toBeUndefined();
    expect((await desk.ask('profit nowhere')).reply.question).toBeUndefined();
  });
});
