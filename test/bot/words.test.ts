import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyJson } from '../../src/chat/show/json.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';
import { sizesOf } from '../support/replies/answerLines.ts';
import { corpus, meaning, talks } from '../words/corpus.ts';

const actionsOf = ({ reply }: Awaited<ReturnType<ReturnType<typeof openTestDesk>['ask']>>): string[] =>
  reply.blocks
    .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
    .map(({ command }) => command);

it('a question in own words is answered with the line that it was read as', async () => {
  const desk = openTestDesk();
  const asked = await desk.ask('how much does demo make at 6c?');
  expect(asked.shown).toContain('I read: whatif demo power=6c');
  expect(replyJson(asked.reply).readAs).toBe('whatif demo power=6c');
  expect(actionsOf(asked)).toContain('whatif demo power=6c');
  const typed = await desk.ask('whatif demo power=6c');
  expect(typed.shown).not.toContain('I read');
  expect(replyJson(typed.reply)).toMatchObject({ readAs: 'whatif demo power=6c', title: asked.reply.title });
});

it('what can mean several things is asked back with a button for each', async () => {
  const desk = openTestDesk();
  await desk.ask(ROCKDALE);
  await desk.ask('site add odessa 50 MW s19jpro at 4c');
  const asked = await desk.ask('what if btc goes to 120k');
  expect(asked.reply.tone).toBe('error');
  expect(actionsOf(asked).sort()).toEqual(['whatif odessa price=120k', 'whatif rockdale price=120k']);
});

it('a word that is not used is named, and nothing is answered', async () => {
  const asked = await openTestDesk().ask('how much does demo make on mars');
  expect(asked.reply.title).toContain('“mars”');
  expect(actionsOf(asked)).toEqual(['profit demo']);
});

it('a word on which nothing hangs is named beside the line that was read', async () => {
  const asked = await openTestDesk().ask('demo is at 91% uptime since the wombat, what do we make');
  expect(asked.shown).toContain('I read: whatif demo uptime=91%, without “since”, “wombat”');
  expect(asked.reply.readAs).toBe('whatif demo uptime=91%');
});

it('a slip of the keys is read where it only asks, and offered where it would change something', async () => {
  const desk = openTestDesk();
  await desk.ask(ROCKDALE);
  expect((await desk.ask('how much does rokdale make')).reply.readAs).toBe('profit rockdale');
  const removed = await desk.ask('remvoe site rockdale');
  expect(removed.reply.tone).toBe('error');
  expect(actionsOf(removed)).toEqual(['site remove rockdale']);
  const reported = await desk.ask('record power 58 for rokdale');
  expect(actionsOf(reported)).toEqual(['power rockdale 58']);
  expect((await desk.ask('power')).shown).not.toContain('58');
});

it('own words are permitted what the line would be', async () => {
  const desk = openTestDesk();
  await desk.ask(ROCKDALE);
  const guest = { person: { id: 'g1', standing: 'outsider' as const, roles: [] } };
  const read = await desk.ask('how much does rockdale make', guest);
  expect(read.reply.tone).toBe('error');
  expect(read.text).not.toMatch(/\d{3}\/day/);
  const changed = await desk.ask('notify me when hashprice drops below 40', guest);
  expect(changed.reply.title).toMatch(/change/);
  expect(changed.reply.readAs).toBe('alert add hashprice < 40');
});

it('a question refers to the last answer of the same person in the same conversation, for half an hour', async () => {
  const desk = openTestDesk();
  const readAs = async (text: string, asked = {}) => (await desk.ask(text, asked)).reply.readAs;
  await desk.ask('profit demo');
  await desk.ask('why');
  expect(await readAs('and at 50?')).toBe('profit demo power=50');
  expect(await readAs('s19 off')).toBe('profit demo power=50 fleet="16000 Antminer S21 XP"');
  await desk.ask('status');
  expect(await readAs('and at 60?')).toBeUndefined();
  await desk.ask('profit demo');
  expect(await readAs('and at 60?', { channel: 'elsewhere' })).toBeUndefined();
  expect(await readAs('and at 60?', { person: { id: 'another' } })).toBeUndefined();
  desk.clock.advance(29 * 60_000);
  expect(await readAs('and at 60?')).toBe('profit demo power=60');
  desk.clock.advance(31 * 60_000);
  expect(await readAs('and at 70?')).toBeUndefined();
});

it('conversations go on the desk itself as they are read, answers and all', async () => {
  const desk = openTestDesk();
  await desk.ask(ROCKDALE);
  for (const site of ['odessa 50 MW s19jpro', 'fargo 20 MW s21xp', '"West Texas" 30 MW s21xp'])
    await desk.ask(`site add ${site} at 4c`);
  // What takes a worker to compute, or the prices of a day, is left out.
  const some = talks()
    .filter(
      (talk) => !talk.some(({ question }) => /pivot|offer|split|delay|dispatch|lease|deals/u.test(question)),
    )
    .slice(-16);
  expect(some.length).toBe(16);
  for (const [at, talk] of some.entries())
    for (const { question, lines } of talk) {
      const { reply } = await desk.ask(question, { person: { id: `p${at}` } });
      const shown = `${question}: ${reply.readAs}, ${reply.title}`;
      if (lines.length === 0) expect(reply.tone, shown).toBe('error');
      else {
        expect(reply.tone, shown).not.toBe('error');
        expect(lines.map(meaning), shown).toContain(meaning(reply.readAs ?? ''));
      }
    }
});

it('whatever is made of the words of questions, every platform shows an answer', async () => {
  const desk = openTestDesk();
  await desk.ask(ROCKDALE);
  // What takes a worker to compute is left out: the words are what is tried here.
  const words = corpus().asked.flatMap(({ question }) => question.split(' '));
  const typed = fc.array(
    fc.constantFrom(...words.filter((word) => !/lease|pivot|ai|mine|offer/iu.test(word))),
    {
      minLength: 2,
      maxLength: 7,
    },
  );
  for (const [at, some] of fc.sample(typed, { seed: 16, numRuns: 150 }).entries()) {
    const { reply, text } = await desk.ask(some.join(' '), { person: { id: `p${at}` } });
    expect(text).not.toMatch(/\b(?:NaN|undefined)\b|\[object /);
    for (const { lines } of sizesOf(reply)) expect(lines, some.join(' ')).toBeGreaterThan(0);
  }
});

it('a reply that is no question is left to those whom it is meant for; one that is is answered', async () => {
  const { bot } = openTestDesk();
  const person = { id: 'p', name: 'Ada', standing: 'admin' as const };
  const address = { adapter: 'console', tenant: 'console:local', channel: 'c' };
  const say = (text: string, parts = {}) => bot.handle({ address, person, ask: { text }, ...parts });
  await say('profit demo');
  expect(await say('and at 50?', { inReply: true })).toMatchObject({ readAs: 'profit demo power=50' });
  expect(await say('thanks, i am on it', { inReply: true })).toBeUndefined();
  expect(await say('thanks, i am on it')).toMatchObject({ tone: 'error' });
});
