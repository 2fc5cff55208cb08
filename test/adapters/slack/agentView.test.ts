import { reply } from 'hashdesk';
import { expect, it } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { ADA, until } from '../../support/slack/session.ts';
import { answered, log, messages, start } from './asked.ts';

const THREAD = '1700000000.000100';
const slow = () =>
  scriptedBot((incoming) => {
    incoming.progress?.(reply({ title: 'Demo: simulating, 50% done' }));
    incoming.progress?.(reply({ title: 'Demo: simulating, 90% done' }));
    return reply({ title: `Heard ${lineOf(incoming)}`, id: 'a1' });
  });

it('the view for agents begins with commands, shows what is worked on, has a title, and asks whether it was useful', async () => {
  const bot = slow();
  const { slack } = await start(bot, { scopes: ['assistant:write'] });
  const { threads } = slack.world;
  slack.openThread({ user: ADA, thread: THREAD });
  await until(() => threads.length === 1);
  expect(threads[0].prompts).toContainEqual({ title: 'The next halving', message: 'halving' });

  slack.directMessage({ user: ADA, text: 'pivot demo', thread: THREAD });
  await answered();
  await until(() => threads.length === 3);
  expect(threads.slice(1)).toEqual(
    expect.arrayContaining([
      { thread: THREAD, title: 'pivot demo' },
      { thread: THREAD, status: 'Demo: simulating, 50% done' },
    ]),
  );
  const [message] = messages();
  expect(message).toMatchObject({ thread: THREAD, via: 'chat.postMessage' });

  slack.rate({ user: ADA, message: message!, useful: false });
  await until(() => log().some((line) => line.includes('whether an answer was useful')));
  expect(log().at(-1)).toContain('"useful":false');

  // A message in no thread begins one; the title of a thread stays.
  slack.directMessage({ user: ADA, text: 'fees', thread: THREAD });
  slack.directMessage({ user: ADA, text: 'halving' });
  await answered(3);
  await until(() => threads.some(({ title }) => title === 'halving'));
  expect(threads.some(({ title }) => title === 'fees')).toBe(false);
  expect(messages().every(({ thread }) => thread !== undefined)).toBe(true);
});

it('a workspace without the view is told nothing of it', async () => {
  const { slack } = await start(slow());
  slack.openThread({ user: ADA, thread: THREAD });
  slack.directMessage({ user: ADA, text: 'pivot demo', thread: THREAD });
  await answered(2);
  expect(slack.calls.filter(({ method }) => method.startsWith('assistant.'))).toEqual([]);
  expect(JSON.stringify(messages())).not.toContain('context_actions');
});
