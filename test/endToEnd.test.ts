import type { Bot, Incoming, Reply } from 'hashdesk';
import { expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { openTestDesk } from './support/desk.ts';
import { examplesOf, FILES, neededBefore } from './support/examples.ts';
import { adapterScreens } from './support/replies/adapterScreens.ts';

/** The real desk; who asks the example has asked in the same place for what it needs. Keeps the reply. */
function deskFor(example: string) {
  const { bot, clock } = openTestDesk();
  const replied = Promise.withResolvers<Reply | undefined>();
  const handle = async (incoming: Incoming) => {
    const { address, person } = incoming;
    for (const text of neededBefore(example)) await bot.handle({ address, person, ask: { text } });
    const files: Record<string, string> = FILES;
    const attachment = async (name?: string) =>
      name === undefined ? undefined : { name, text: files[name]! };
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
  // Mine or lease takes seconds of a core for each example, and other files share the cores.
  { timeout: 180_000 },
  async (_, command) => {
    // All examples of a command at once keep a desk each, which is more than the memory of some machines holds.
    for (const example of new Set(examplesOf([command])))
      await Promise.all(adapters.map((adapter) => expectShown({ adapter, example })));
  },
);

it.each(adapters)('through %s the first example of each command is shown as it was', async (adapter) => {
  const examples = commands.map(({ examples: [first = ''] }) => first);
  const screens: string[] = [];
  for (const example of examples) {
    const { screen } = await tryExample({ adapter, example });
    screens.push(`> ${example}\n\n${screen.shown().trim()}\n`);
  }
  // By whatever transport, a platform shows the same.
  const [platform] = adapter.split('-');
  await expect(screens.join('\n\n')).toMatchFileSnapshot(`endToEnd/${platform}.txt`);
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
