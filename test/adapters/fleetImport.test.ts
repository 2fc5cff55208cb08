import { expect, it, onTestFinished } from 'vitest';
import { openTestDesk } from '../support/desk.ts';
import { read } from '../support/discord/screen.ts';
import type { Exchange } from '../support/discord/world.ts';
import { shownText } from '../support/slack/blocks.ts';
import { screenOf } from '../support/slack/screen.ts';
import { CHANNEL, GRACE, openSlack, until } from '../support/slack/session.ts';
import { startedDesk } from './discord/desk.ts';

/** An admin before the form in which a fleet is pasted, the real desk behind it. */
interface Pasting {
  /** How many characters the platform lets a person paste. */
  most: number;
  /** What the field says, and what stands in it. */
  field(): { hint: string; value: string | undefined };
  /** Sends the form off; resolves when the desk has answered it. */
  paste(text: string): Promise<void>;
  /** Everything that the admin can read. */
  shown(): string;
}

const QUESTION = 'site import "West Texas"';
const PASTED = 'model,count\n"S21 XP",200\nS19j Pro,31\n';

async function onSlack(): Promise<Pasting> {
  const { bot, clock } = openTestDesk();
  const { slack, close } = await openSlack({ bot, now: clock.now });
  onTestFinished(close);
  const { messages, views } = slack.world;
  slack.command({ user: GRACE, channel: CHANNEL, text: QUESTION });
  await until(() => messages.length === 1);
  slack.click({ user: GRACE, label: 'Import a fleet', message: messages[0]! });
  await until(() => views.length === 1);
  const [modal] = views;
  const input = () => modal!.view.blocks.find(({ type }: { type: string }) => type === 'input');
  return {
    most: 3_000,
    field: () => ({ hint: input().hint.text, value: input().element.initial_value }),
    async paste(text) {
      const ack = await slack.submit({ user: GRACE, view: modal, typed: { 'field 0': text } }).ack;
      if (ack.response_action === 'update') modal!.view = ack.view;
      else await until(() => messages.length > 1);
    },
    shown: () => [...shownText(modal!.view), screenOf(slack.world, GRACE).shown()].join('\n'),
  };
}

async function onDiscord(): Promise<Pasting> {
  const { bot, clock } = openTestDesk();
  const { discord, here } = await startedDesk(bot, { now: clock.now, platformNow: clock.now });
  const { people, world } = discord;
  const opened = async (from: Exchange) => {
    const exchange = people.press(here, from.original!, 'Import a fleet');
    await discord.until(() => exchange.modal);
    return exchange;
  };
  const asked = people.slash(here, ['site', 'import'], { name: 'West Texas' });
  await discord.until(() => asked.original);
  let form = await opened(asked);
  return {
    most: 4_000,
    field() {
      const { description = '', component } = form.modal!.components[0]!;
      return { hint: description, value: component.value };
    },
    async paste(text) {
      const sent = people.submit(here, form, { file: text });
      await discord.until(() => sent.original);
      const mayCorrect = sent.original?.body.components?.length && read([sent.original]).includes('Import');
      if (mayCorrect) form = await opened(sent);
    },
    shown: () => read(world.posted),
  };
}

const platforms: [string, () => Promise<Pasting>][] = [
  ['Slack', onSlack],
  ['Discord', onDiscord],
];

it.each(platforms)('site import takes a fleet that is pasted into a form on %s', async (_, open) => {
  const { field, paste, shown, most } = await open();
  expect(field().hint).toContain(`Up to ${most.toLocaleString('en-US')} characters.`);
  expect(shown()).toContain('at most 1 MB');
  await paste(PASTED);
  expect(shown()).toContain('West Texas was added with this fleet');
  expect(shown()).toContain('231 machines');
});

/** The admin sends `site import` in a message with the only file, which it does not name. */
const attachments: [string, () => Promise<() => string>][] = [
  [
    'Slack',
    async () => {
      const { bot, clock } = openTestDesk();
      const { slack, close } = await openSlack({ bot, now: clock.now });
      onTestFinished(close);
      slack.downloads.set('fleet.csv', { content: PASTED, type: 'text/csv' });
      const file = { name: 'fleet.csv', url_private_download: `${slack.origin}/files/fleet.csv` };
      slack.directMessage({ user: GRACE, text: QUESTION, files: [file] });
      await until(() => slack.world.messages.length > 0);
      return screenOf(slack.world, GRACE).shown;
    },
  ],
  [
    'Discord',
    async () => {
      const { bot, clock } = openTestDesk();
      const { discord } = await startedDesk(bot, { now: clock.now, platformNow: clock.now });
      const { world, people, member } = discord;
      const channel = world.newId();
      world.channels.set(channel, { id: channel, recipient: member.id });
      discord.rest.uploads.set('/attachments/fleet.csv', PASTED);
      const url = `${discord.origin}/attachments/fleet.csv`;
      people.write({ user: member, channel }, QUESTION, [
        { id: world.newId(), filename: 'fleet.csv', url, size: PASTED.length },
      ]);
      await discord.until(() => world.posted.length > 0);
      return () => read(world.posted);
    },
  ],
];

it.each(attachments)('site import takes the only file of a message on %s', async (_, send) => {
  const shown = await send();
  expect(shown()).toContain('West Texas was added with this fleet');
});

it.each(platforms)('site import keeps what was pasted when it is refused on %s', async (_, open) => {
  const { field, paste, shown } = await open();
  const wrong = PASTED.replace('200', 'many');
  await paste(wrong);
  expect(shown()).toContain('row 2, count: I read “many”, expected a number');
  expect(field().value).toBe(wrong);
  await paste(PASTED);
  expect(shown()).toContain('West Texas was added with this fleet');
});

it.each(platforms)('site import takes as much as %s lets one paste', async (_, open) => {
  const { paste, shown, most } = await open();
  const row = `S21 XP,${'7'.padStart(32)}\n`;
  const rows = Math.floor((most - 'model,count\n'.length) / row.length);
  await paste(`model,count\n${row.repeat(rows)}`);
  expect(shown()).toContain(`${(rows * 7).toLocaleString('en-US')} machines`);
  await expect(paste('x'.repeat(most + 1))).rejects.toThrow('lets nobody type');
});
