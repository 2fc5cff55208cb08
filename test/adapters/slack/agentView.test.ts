import { reply } from 'hashdesk';
import { expect, it } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { ADA, until } from '../../support/slack/session.ts';
import { answered, log, messages, start } from './asked.ts';

const THREAD = '1700000000.000100';
const complaints = () => log().filter((line) => /"level":"(?:warn|error)"/.test(line));
const inView = { scopes: ['assistant:write'] };

/** Answers after an interim reply, once `goOn` resolves. */
const slow = (goOn?: () => Promise<unknown>) =>
  scriptedBot(async (incoming) => {
    incoming.progress?.(reply({ title: 'Demo: simulating, 50% done' }));
    await goOn?.();
    return reply({ title: `Heard ${lineOf(incoming)}`, id: 'a1' });
  });

it('the view for agents begins with commands once somebody looks at the messages', async () => {
  const { slack } = await start(slow(), inView);
  slack.openApp(ADA, 'messages');
  await until(() => slack.world.prompts.size === 1);
  expect(slack.world.prompts.get('D0000000001')).toContainEqual({
    title: 'The next halving',
    message: 'halving',
  });
  expect(slack.world.views).toEqual([]);
});

it('a thread of the view has its first question as title, is worked on until it is answered, and asks whether that was useful', async () => {
  let isBusy = false;
  const bot = slow(async () => {
    await until(isProcessing);
    if (isBusy) slack.faults.push({ method: 'agents.sessions.setStatus', times: 1, retryAfterSeconds: 1 });
  });
  const { slack } = await start(bot, { ...inView, wait: async () => {} });
  const isProcessing = () => [...slack.world.sessions.values()].some(({ status }) => status === 'processing');
  const told = () => slack.calls.map(({ method, args }) => args.status ?? method);
  slack.directMessage({ user: ADA, text: 'pivot demo' });
  await answered();
  await until(() => !isProcessing());
  const [message] = messages();
  // The message of the person is the root of the thread.
  const thread = message!.thread!;
  expect([...slack.world.sessions]).toEqual([[thread, { title: 'pivot demo', status: 'active' }]]);
  expect(told().slice(-3)).toEqual(['processing', 'chat.postMessage', 'active']);

  slack.rate({ user: ADA, message: message!, useful: false });
  await until(() => log().some((line) => line.includes('whether an answer was useful')));
  expect(log().at(-1)).toContain('"useful":false');

  // The title stays, and the end of the work is told again where Slack was busy.
  isBusy = true;
  slack.directMessage({ user: ADA, text: 'fees', thread });
  await answered(2);
  await until(() => !isProcessing());
  expect(slack.world.sessions.get(thread)).toEqual({ title: 'pivot demo', status: 'active' });
  expect(told().slice(-4)).toEqual(['processing', 'chat.postMessage', 'active', 'active']);
  expect(messages().map(({ text }) => text)).toEqual(['Heard pivot demo', 'Heard fees']);
  expect(complaints()).toEqual([]);
});

it('an app that has the older view is answered in its threads, and nothing is said of the rest', async () => {
  const { slack } = await start(slow(), inView);
  slack.world.view = 'assistant_view';
  slack.openApp(ADA, 'messages');
  const assistant_thread = { user_id: ADA, channel_id: 'D0000000001', thread_ts: THREAD, context: {} };
  slack.event({ type: 'assistant_thread_started', assistant_thread });
  slack.directMessage({ user: ADA, text: 'pivot demo', thread: THREAD });
  await answered();
  expect(messages()).toMatchObject([{ thread: THREAD, text: 'Heard pivot demo' }]);
  await until(() => log().filter((line) => line.includes('not_agent_app')).length === 2);
  expect(complaints()).toEqual([]);
});

it('a workspace without a view is told nothing of it', async () => {
  const { slack } = await start(slow());
  slack.openApp(ADA, 'messages');
  slack.directMessage({ user: ADA, text: 'pivot demo', thread: THREAD });
  await answered(2);
  expect(slack.calls.filter(({ method }) => /^(?:assistant|agents)\./.test(method))).toEqual([]);
  expect(JSON.stringify(messages())).not.toContain('context_actions');
});
