import { expect, it, onTestFinished } from 'vitest';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';
import { CHANNEL, GRACE, openSlack, until } from '../support/slack/session.ts';
import type { Json } from '../support/slack/world.ts';

/** The form of `site add` in Slack, the real desk behind it; resolves with what a submission is answered. */
async function openForm() {
  const { bot, clock } = openTestDesk();
  const { slack, close } = await openSlack({ bot, now: clock.now });
  onTestFinished(close);
  const { messages, views } = slack.world;
  for (const [at, text] of [ROCKDALE, 'site add'].entries()) {
    slack.command({ user: GRACE, channel: CHANNEL, text });
    await until(() => messages.length === at + 1);
  }
  slack.click({ user: GRACE, label: 'Add a site', message: messages.at(-1)! });
  await until(() => views.length === 1);
  const inputs: Json[] = views[0]!.view.blocks;
  const idOf = (label: string): string => inputs.find((block) => block.label.text === label).block_id;
  return async (typed: Record<string, string>) => {
    const values = Object.entries(typed).map(([label, value]) => [idOf(label), value]);
    const view = views[0]!;
    const ack = await slack.submit({ user: GRACE, view, typed: Object.fromEntries(values) }).ack;
    const errors = Object.entries<string>(ack.errors ?? {});
    return errors.map(([id, text]) => [inputs.find(({ block_id }) => block_id === id).label.text, text]);
  };
}

const SITE = {
  Name: 'Fargo',
  'Machines by number or megawatts at the meter': '3 s19jpro',
  'Power price': '5c',
};

it.each([
  [
    'cannot be read',
    { 'Pool fee, share of revenue': 'little' },
    'Pool fee, share of revenue',
    /I read “little”/,
  ],
  ['is out of range', { 'Meter power over IT power': '0.5' }, 'Meter power over IT power', /between 1 and 3/],
  ['is taken', { Name: 'Rockdale' }, 'Name', /taken by the site “rockdale”/],
  ['is reserved', { Name: 'demo' }, 'Name', /“demo” is reserved/],
  ['has nothing to show', { Name: '\u200b!' }, 'Name', /visible characters/],
  ['is no time zone', { 'IANA time zone': 'Chicago' }, 'IANA time zone', /America\/Chicago/],
])('site add shows at its field what %s', async (_, wrong, label, problem) => {
  const submit = await openForm();
  expect(await submit({ ...SITE, ...wrong })).toEqual([[label, expect.stringMatching(problem)]]);
  expect(await submit(SITE)).toEqual([]);
});
