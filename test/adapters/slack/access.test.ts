import { expect, it, onTestFinished } from 'vitest';
import { openTestDesk } from '../../support/desk.ts';
import { ROCKDALE } from '../../support/examples.ts';
import { shownText } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, GRACE, openSlack, until } from '../../support/slack/session.ts';

const MINERS = 'S0123ABCD';

/** The real desk in Slack, where Ada is in the group of the miners. */
async function open({ withoutScope = false } = {}) {
  return (await opened({ withoutScope })).ask;
}

async function opened({ withoutScope = false } = {}) {
  const { bot, clock } = openTestDesk();
  const { slack, close } = await openSlack({ bot, now: clock.now });
  onTestFinished(close);
  slack.world.usergroups.set(MINERS, [ADA]);
  const grant = slack.world.tokens.get(slack.secrets.botToken)!;
  if (withoutScope) grant.scopes = grant.scopes.filter((scope) => scope !== 'usergroups:read');
  const ask = async (user: string, text: string) => {
    const { messages } = slack.world;
    const before = messages.length;
    slack.command({ user, channel: CHANNEL, text });
    await until(() => messages.length > before);
    return shownText(messages.slice(before).map(({ blocks }) => blocks)).join('\n');
  };
  return { slack, ask };
}

it('a member who was made a guest shares nothing, and opens no form, that they got before', async () => {
  const { slack, ask } = await opened();
  await ask(GRACE, ROCKDALE);
  await ask(ADA, 'profit rockdale --private');
  const mine = slack.world.messages.at(-1)!;
  await ask(ADA, 'whatif rockdale');
  const form = slack.world.messages.at(-1)!;
  slack.world.users.get(ADA)!.is_restricted = true;
  slack.click({ user: ADA, label: 'Share in channel', message: mine });
  await until(() => slack.world.messages.length === 4);
  const [told] = slack.world.messages.slice(3);
  expect([shownText(told!.blocks).join('\n'), told!.onlyFor]).toEqual([
    expect.stringContaining('You may not see the sites of that answer'),
    ADA,
  ]);
  slack.click({ user: ADA, label: 'What if', message: form });
  await until(() => slack.world.views.length === 1);
  expect(JSON.stringify(slack.world.views)).toContain('You may not see the sites of that answer');
  expect(JSON.stringify(slack.world.views)).not.toContain('initial_value');
});

it('access lets the members of a user group change what the group may change', async () => {
  const ask = await open();
  expect(await ask(ADA, ROCKDALE)).toContain('You may not change anything here');
  expect(await ask(GRACE, `access allow change <!subteam^${MINERS}|@miners>`)).toContain(`${MINERS} may now`);
  expect(await ask(ADA, ROCKDALE)).toContain('rockdale was added');
});

it('access says that a group lets nobody in while Slack does not tell who is in it', async () => {
  const ask = await open({ withoutScope: true });
  const allowed = await ask(GRACE, `access allow change <!subteam^${MINERS}>`);
  expect(allowed).toContain('does not say who holds which role');
  expect(await ask(ADA, ROCKDALE)).toContain('You may not change anything here');
});
