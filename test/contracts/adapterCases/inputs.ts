import { type Incoming, type Reply, reply } from 'hashdesk';
import { expect } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import type { Case } from '../chatAdapter.ts';
import { able, countOf, until } from './look.ts';

/** Answers `first` to the first question, and says what it heard of every other. */
function afterwards(first: Reply) {
  const bot = scriptedBot((incoming) =>
    bot.asked.length === 1 ? first : reply({ title: `Then ${lineOf(incoming)}` }),
  );
  return bot;
}

/** What people do besides typing, and what is no question. */
export const inputCases: readonly Case[] = [
  {
    name: 'buttons',
    promise: 'start() asks the command of a button that is pressed',
    async run(open) {
      const actions = [{ label: 'Explain', command: 'explain "a b"', style: 'plain' as const }];
      const bot = afterwards(reply({ title: 'Pressable', blocks: [{ kind: 'actions', actions }] }));
      const { say, shown, press } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Explain'));
      await able(press, 'press a button')('Explain');
      await until(() => bot.asked.length === 2);
      expect(lineOf(bot.asked[1]!)).toBe('explain "a b"');
      await until(() => shown().includes('Then explain'));
    },
  },
  {
    name: 'replies',
    promise: 'start() asks what a reply to the bot says, without a mention',
    async run(open) {
      const bot = afterwards(reply({ title: 'First' }));
      const { say, shown, reply: answer } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('First'));
      await able(answer, 'reply to the bot')('and at 50');
      await until(() => shown().includes('Then and at 50'));
      expect(bot.asked.map(lineOf)).toEqual(['hashprice', 'and at 50']);
    },
  },
  {
    name: 'forms',
    promise: 'start() asks the command of a form with what was filled in, whatever was typed',
    async run(open) {
      const fields = ['name', 'power'].map((name) => ({
        name,
        label: name,
        required: false,
        multiline: false,
      }));
      const form = { kind: 'form', title: 'Add a site', command: 'site add', fields } as const;
      const bot = afterwards(reply({ title: 'Fillable', visibility: 'private', blocks: [form] }));
      const { say, shown, fill } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Add a site'));
      await able(fill, 'fill in a form')('Add a site', { name: 'The "Rock" --yes', power: '45' });
      await until(() => bot.asked.length === 2);
      expect(lineOf(bot.asked[1]!)).toBe('site add name="The \\"Rock\\" --yes" power="45"');
    },
  },
  {
    name: 'attachments',
    promise: 'start() hands over a file that comes with a question',
    async run(open) {
      const named = Promise.withResolvers<string>();
      const read = async ({ attachment }: Incoming) => {
        const file = await attachment?.(await named.promise);
        return reply({ title: `Read ${file?.name}: ${file?.text.trim()}` });
      };
      const { shown, attach } = await open(scriptedBot(read));
      const file = { name: 'fleet.csv', text: 'model,count\n' };
      named.resolve(await able(attach, 'attach a file')(file));
      await until(() => shown().includes('Read fleet.csv: model,count'));
    },
  },
  {
    name: 'own',
    promise: 'start() takes no message of the bot itself for a question',
    async run(open) {
      const bot = scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));
      const { say, shown, echo } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Heard hashprice'));
      await able(echo, 'hand over what the bot wrote')();
      await say('profit');
      await until(() => shown().includes('Heard profit'));
      expect(bot.asked.map(lineOf)).toEqual(['hashprice', 'profit']);
    },
  },
  {
    name: 'once',
    promise: 'start() shows one answer when the platform delivers a question twice',
    async run(open) {
      const bot = scriptedBot((incoming) => reply({ title: `Once for ${lineOf(incoming)}.` }));
      const { say, redeliver, shown } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Once for hashprice.'));
      await able(redeliver, 'deliver a question again')();
      await say('profit demo');
      await until(() => shown().includes('Once for profit'));
      expect(countOf(shown(), 'Once for hashprice.')).toBe(1);
    },
  },
];
