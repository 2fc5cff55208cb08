import { type Incoming, reply } from 'hashdesk';
import { onTestFinished } from 'vitest';
import { lineOf, type ScriptedBot, scriptedBot } from '../../support/bots.ts';
import { type OpenSlack, openSlack, until } from '../../support/slack/session.ts';

/** The Slack of the test that runs. */
let open: OpenSlack;

/** Answers for whoever asks alone. */
export const secret = () =>
  scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}`, visibility: 'private' }));

export async function start(bot: ScriptedBot, options: Partial<Parameters<typeof openSlack>[0]> = {}) {
  open = await openSlack({ bot, ...options });
  onTestFinished(open.close);
  return open;
}

/** What the bot was asked, once it was. */
export async function nextAsked(bot: ScriptedBot, count = 1): Promise<Incoming> {
  await until(() => bot.asked.length === count);
  return bot.asked[count - 1]!;
}

export const log = () => open.log;
export const messages = () => open.slack.world.messages;
export const answered = (count = 1) => until(() => messages().length === count);
