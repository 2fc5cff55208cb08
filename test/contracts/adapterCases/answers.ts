import { type Picture, type Reply, reply } from 'hashdesk';
import { expect } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import {
  everyBlock,
  figureOf,
  hostileTexts,
  hugeReply,
  longReply,
  paintedAs,
} from '../../support/replies/replies.ts';
import type { Case } from '../chatAdapter.ts';
import { able, missing, until } from './look.ts';

const ISO_NOW = '2026-11-22T12:00:00.000Z';

/** What is shown to whom. */
export const answerCases: readonly Case[] = [
  {
    name: 'answers',
    promise: 'start() answers a question with the reply of the bot',
    async run(open) {
      const bot = scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));
      const { say, shown, address } = await open(bot);
      await say('hashprice');
      await until(() => shown().includes('Heard hashprice'));
      const [asked] = bot.asked;
      expect(asked?.id).not.toBe('');
      expect(asked?.address.tenant).toBe(address.tenant);
      expect(asked?.person.id).not.toBe('');
    },
  },
  {
    name: 'private',
    promise: 'start() shows a private reply, with its file, to the asker alone, and a public one to all',
    async run(open) {
      const file = {
        kind: 'file',
        name: 'mine.csv',
        mediaType: 'text/csv',
        content: 'secretfleet,3',
      } as const;
      const { chart, picture } = paintedAs('secretcourse');
      const bot = scriptedBot((incoming) =>
        lineOf(incoming).includes('profit')
          ? reply({ title: 'Formyeyes', visibility: 'private', blocks: [file, chart] })
          : reply({ title: 'Foreveryone' }),
      );
      const { say, shown, bystander } = await open({
        ...bot,
        picture: async ({ reply: of }) => (of.blocks.includes(chart) ? picture : undefined),
      });
      const seen = able(bystander, 'tell what somebody else sees');
      await say('profit');
      await until(
        () => missing({ shown: shown(), wanted: ['Formyeyes', 'secretfleet', 'secretcourse'] }).length === 0,
      );
      await say('hashprice');
      await until(() => seen().includes('Foreveryone'));
      expect(seen()).not.toContain('Formyeyes');
      expect(seen()).not.toContain('secretfleet');
      expect(seen()).not.toContain('secretcourse');
    },
  },
  {
    name: 'picture',
    promise: 'start() shows an answer before its picture is painted, and then what the picture shows',
    async run(open) {
      const { chart, picture } = paintedAs('itfellbyhalf');
      const painted = Promise.withResolvers<Picture>();
      const bot = scriptedBot(() => reply({ title: 'Course', blocks: [chart] }));
      const { say, shown, refused } = await open({
        ...bot,
        picture: async ({ withinMs }) => (withinMs === 0 ? undefined : painted.promise),
      });
      await say('hashprice');
      await until(() => shown().includes('Course'));
      painted.resolve(picture);
      await until(() => shown().includes('itfellbyhalf'));
      expect(refused?.() ?? []).toEqual([]);
    },
  },
  {
    name: 'picture missing',
    promise: 'start() shows an answer whose picture cannot be painted, and says nothing of it',
    async run(open) {
      const { chart } = paintedAs('itfellbyhalf');
      const bot = scriptedBot(() => reply({ title: 'Course', blocks: [chart] }));
      const { say, shown, refused } = await open({ ...bot, picture: async () => undefined });
      await say('hashprice');
      await until(() => shown().includes('Course'));
      expect(shown()).not.toMatch(/could not/);
      expect(refused?.() ?? []).toEqual([]);
    },
  },
  {
    name: 'unknown',
    promise: 'start() shows the refusal of a command that does not exist',
    async run(open) {
      const refused = {
        title: 'There is no command hashprize',
        tone: 'error',
        visibility: 'private',
      } as const;
      const { say, shown } = await open(scriptedBot(() => reply(refused)));
      await say('hashprize');
      await until(() => shown().includes('no command hashprize'));
    },
  },
  {
    name: 'failure',
    promise: 'start() goes on answering after a failure',
    async run(open) {
      const { say, shown } = await open(
        scriptedBot((incoming) => {
          if (lineOf(incoming).includes('profit')) throw new Error('Deliberate');
          return reply({ title: 'Still here' });
        }),
      );
      await say('profit');
      await until(() => shown().includes('Deliberate'));
      await say('hashprice');
      await until(() => shown().includes('Still here'));
    },
  },
  {
    name: 'hostile',
    promise: 'start() shows hostile text without the platform acting on it',
    async run(open) {
      const { say, shown, live } = await open(scriptedBot(() => hostileReply()));
      await say('hashprice');
      await until(() => shown().includes('Titled'));
      expect(live()).toEqual([]);
    },
  },
  {
    name: 'long',
    promise: 'start() shows all of a long reply',
    async run(open) {
      const { reply: long, marks } = longReply();
      const { say, shown } = await open(scriptedBot(() => long));
      await say('hashprice');
      await until(() => missing({ shown: shown(), wanted: marks }).length === 0);
    },
  },
  {
    name: 'limits',
    promise: 'start() sends nothing past a limit of the platform, however large the parts of a reply',
    async run(open) {
      const { reply: huge, marks } = hugeReply();
      const { say, shown, refused } = await open(scriptedBot(() => huge));
      const declined = able(refused, 'tell what the platform did not take');
      await say('hashprice');
      await until(() => missing({ shown: shown(), wanted: marks }).length === 0);
      expect(declined()).toEqual([]);
    },
  },
  {
    name: 'blocks',
    promise: 'start() shows every kind of block',
    async run(open) {
      const { say, shown } = await open(scriptedBot(() => everyBlock.reply));
      await say('hashprice');
      await until(() => missing({ shown: shown(), wanted: everyBlock.visible }).length === 0);
    },
  },
  {
    name: 'progress',
    promise: 'start() shows what comes before a long answer, then the answer',
    async run(open) {
      const released = Promise.withResolvers<Reply>();
      const { say, shown } = await open(
        scriptedBot(({ progress }) => {
          progress?.(reply({ title: 'Halfway there' }));
          return released.promise;
        }),
      );
      await say('hashprice');
      await until(() => shown().includes('Halfway there'));
      released.resolve(reply({ title: 'Done at last' }));
      await until(() => shown().includes('Done at last'));
    },
  },
];

function hostileReply(): Reply {
  const cells = [...hostileTexts, '💥'.repeat(10_000)];
  return reply({
    title: `Titled ${hostileTexts.join(' ')}`,
    notice: hostileTexts.join(' '),
    blocks: [
      ...cells.map((text) => ({ kind: 'text' as const, parts: [text] })),
      {
        kind: 'table',
        columns: [{ label: hostileTexts[2], align: 'left' }],
        rows: hostileTexts.map((text) => [text]),
      },
      { kind: 'figures', figures: [{ ...figureOf(1, hostileTexts[3]), label: hostileTexts[0] }] },
      { kind: 'actions', actions: [{ label: hostileTexts[0], command: 'help', style: 'plain' }] },
    ],
    sources: [{ what: hostileTexts[0], source: hostileTexts[4], asOf: ISO_NOW, state: 'confirmed' }],
  });
}
