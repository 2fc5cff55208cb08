import type { Bot, Command, Incoming, Reply } from 'hashdesk';
import { expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { adapterScreens } from './support/adapterScreens.ts';
import { openTestDesk } from './support/desk.ts';

const OWN_DEAL = 'comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01';
const ROCKDALE = 'site add rockdale 100 MW s21xp at $45/MWh';
const FLEET = 'model,count\nS21 XP,20000\nS19j Pro,5000\n';

function examplesOf(list: readonly Command[]): string[] {
  return list.flatMap(({ examples, subcommands = [] }) => [...examples, ...examplesOf(subcommands)]);
}

/** What must be there before an example works. */
function before(example: string): string[] {
  const needs = (line: string, pattern: RegExp) => (pattern.test(example) ? [line] : []);
  return [
    ...needs(example.replace('revoke', 'allow'), /^access revoke/),
    ...needs('profit demo', /^explain$/),
    ...needs(OWN_DEAL, /^comps remove/),
    ...needs('alert add hashprice < 30', /^alert \w+ 1/),
    ...needs('digest daily 08:00 UTC', /^digest (?:pause|resume|remove)/),
    ...needs(ROCKDALE, /^(?!site add).*rockdale/),
  ];
}

/** The real desk; who asks the example has asked in the same place for what it needs. Keeps the reply. */
function deskFor(example: string) {
  const { bot, clock } = openTestDesk();
  const replied = Promise.withResolvers<Reply | undefined>();
  const handle = async (incoming: Incoming) => {
    const { address, person } = incoming;
    for (const text of before(example)) await bot.handle({ address, person, ask: { text } });
    const attachment = async (name: string) => ({ name, text: FLEET });
    // Whether anything is shown meanwhile depends on how fast the machine is.
    const reply = await bot.handle({ ...incoming, attachment, progress: () => {} });
    replied.resolve(reply);
    return reply;
  };
  return { bot: { ...bot, handle } satisfies Bot, now: clock.now, replied: replied.promise };
}

/** Asks an example through the adapter, and lets it finish. */
async function tryExample({ adapter, example }: { adapter: string; example: string }) {
  const { bot, now, replied } = deskFor(example);
  const screen = await adapterScreens[adapter]!({ bot, now });
  screen.ask(example);
  const reply = await replied;
  await screen.settle();
  return { screen, reply };
}

/** The figures in large type, as they are shown. */
const headlinesOf = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.kind === 'figures' ? block.figures.map(({ text }) => text) : []));

/** Where lines break is the screen's. */
const words = (text: string) => text.replace(/\s+/g, ' ');

const adapters = Object.keys(adapterScreens);

it.each(commands.map((command) => [command.name, command] as const))(
  '“%s” is answered and shown through every adapter, example by example',
  async (_, command) => {
    const asked = [...new Set(examplesOf([command]))].flatMap((example) =>
      adapters.map((adapter) => ({ adapter, example })),
    );
    await Promise.all(asked.map(expectShown));
  },
);

it.each(adapters)('through %s the first example of each command is shown as it was', async (adapter) => {
  const examples = commands.map(({ examples: [first = ''] }) => first);
  const screens = await Promise.all(
    examples.map(async (example) => {
      const { screen } = await tryExample({ adapter, example });
      return `> ${example}\n\n${screen.shown().trim()}\n`;
    }),
  );
  await expect(screens.join('\n\n')).toMatchFileSnapshot(`endToEnd/${adapter}.txt`);
});

/** Answered in full, taken by the platform, and without effect on it. */
async function expectShown(asked: { adapter: string; example: string }): Promise<void> {
  const { screen, reply } = await tryExample(asked);
  const where = `“${asked.example}” through ${asked.adapter}`;
  expect(reply?.tone, `${where}: ${reply?.title}`).not.toBe('error');
  expect(screen.refused(), where).toEqual([]);
  expect(screen.live(), where).toEqual([]);
  const shown = words(screen.shown());
  for (const text of [reply!.title, ...headlinesOf(reply!)]) expect(shown, where).toContain(words(text));
}
