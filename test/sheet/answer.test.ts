import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { answerQuestion } from '../../sheet/answer.ts';
import { readArguments, readNamedOptions } from '../../src/chat/read/arguments.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { replyJson } from '../../src/chat/show/json.ts';
import { here } from '../../src/compute/here.ts';
import { fromFragment } from '../../src/sheet/fragment.ts';
import { sheetFragment } from '../../src/sheet/link.ts';
import { topics } from '../../src/sheet/question.ts';
import { openTestDesk } from '../support/desk.ts';

const answerOf = async (fragment: string): Promise<Reply> => {
  const question = await fromFragment(fragment);
  const command = commands.find(({ name }) => name === question.topic)!;
  return answerQuestion({ question, command, threads: here });
};

const numbers = (reply: Reply) =>
  replyJson(reply).figures.map(({ metric, subject, value, unit }) => ({ metric, subject, value, unit }));

const ofTopics = commands.filter(({ name }) => (topics as readonly string[]).includes(name));

const simulated = ['pivot', 'offer'];

describe('answerQuestion()', () => {
  it.each(
    ofTopics.flatMap(({ name, examples }) =>
      examples.map((line) => line + (simulated.includes(name) ? ' paths=100' : '')),
    ),
  )('computes the numbers of %s from its link alone', { timeout: 120_000 }, async (line) => {
    const { reply } = await openTestDesk().ask(line);
    expect(reply.question).toBeDefined();
    expect(numbers(await answerOf(sheetFragment(reply.question!)))).toEqual(numbers(reply));
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
      'tariff rockdale energy=$47/MWh demand=$5/kW-month tax=5%',
      'profit rockdale',
      'breakeven rockdale',
      'cost rockdale',
      'whatif rockdale uptime=85%',
    ]) {
      const { reply } = await desk.ask(line);
      if (line.startsWith('tariff')) continue;
      expect(numbers(await answerOf(sheetFragment(reply.question!)))).toEqual(numbers(reply));
    }
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
    await desk.ask('hashprice');
    expect((await desk.ask('sheet')).text).toMatch(/have\s+one\./u);
  });

  it('has no sheet for what it cannot compute anew', async () => {
    const desk = openTestDesk();
    expect((await desk.ask('hashprice')).reply.question).toBeUndefined();
    expect((await desk.ask('profit nowhere')).reply.question).toBeUndefined();
  });
});
