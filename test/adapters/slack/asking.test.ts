import { reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { figureOf } from '../../support/replies/replies.ts';
import { shownText } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, GRACE } from '../../support/slack/session.ts';
import { answered, log, messages, nextAsked, secret, start } from './asked.ts';

const echo = () => scriptedBot((incoming) => reply({ title: `Heard ${lineOf(incoming)}` }));

describe('slackAdapter() asked by slash command', () => {
  it('reads the line after /hashdesk, and a short form as a command of its own', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    slack.command({ user: ADA, channel: CHANNEL, text: 'profit demo' });
    expect(lineOf(await nextAsked(bot))).toBe('profit demo');
    slack.command({ user: ADA, channel: CHANNEL, command: '/profit', text: 'rockdale' });
    expect(lineOf(await nextAsked(bot, 2))).toBe('profit rockdale');
    slack.command({ user: ADA, channel: CHANNEL, text: '' });
    expect(lineOf(await nextAsked(bot, 3))).toBe('help');
  });

  it('answers everyone, or the person alone when the reply is private', async () => {
    const { slack } = await start(
      scriptedBot((incoming) =>
        reply({ title: 'T', visibility: lineOf(incoming) === 'a' ? 'public' : 'private' }),
      ),
    );
    slack.command({ user: ADA, channel: CHANNEL, text: 'a' });
    await answered();
    slack.command({ user: ADA, channel: CHANNEL, text: 'b' });
    await answered(2);
    expect(messages().map(({ via, onlyFor }) => [via, onlyFor])).toEqual([
      ['acknowledgement', undefined],
      ['acknowledgement', ADA],
    ]);
  });

  it('answers in a channel that the app has not joined', async () => {
    const { slack } = await start(echo());
    slack.world.channels.set('C9', { id: 'C9', name: 'elsewhere', joined: false });
    slack.command({ user: ADA, channel: 'C9', text: 'hashprice' });
    await answered();
    expect(messages()[0]).toMatchObject({ channel: 'C9', via: 'acknowledgement' });
  });

  it('hands over the tenant, the channel and who asks', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    const { payload } = slack.command({ user: GRACE, channel: CHANNEL, text: 'hashprice' });
    expect(await nextAsked(bot)).toMatchObject({
      id: payload.trigger_id,
      address: { adapter: 'slack', tenant: 'slack:T0000000001', channel: CHANNEL },
      person: { id: GRACE, name: 'grace', standing: 'admin', roles: [] },
    });
  });
});

describe('slackAdapter() asked by message', () => {
  it('reads a mention without the mention, in plain characters', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    slack.mention({
      user: ADA,
      channel: CHANNEL,
      text: 'profit <https://rock.dale|rock.dale> &amp; “north”\u00a0<#C1|mining>',
    });
    expect(lineOf(await nextAsked(bot))).toBe('profit rock.dale & "north" <#C1>');
  });

  it('hands on whom a mention means by id, whatever its bearer calls themselves', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    const text = 'access allow read <@U0000000009|U0000000001> <!subteam^S0000000001|@ops>';
    slack.mention({ user: ADA, channel: CHANNEL, text });
    expect(lineOf(await nextAsked(bot))).toBe('access allow read <@U0000000009> <!subteam^S0000000001>');
  });

  it('answers in the thread when asked in one', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice', thread: '1700000000.000100' });
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'chat.postMessage', thread: '1700000000.000100' });
    expect((await nextAsked(bot)).address.thread).toBe('1700000000.000100');
  });

  it('answers a direct message there, private replies as well', async () => {
    const { slack } = await start(secret());
    slack.directMessage({ user: ADA, text: 'hashprice' });
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'chat.postMessage', channel: 'D0000000001' });
    expect(shownText(messages()[0]!.blocks)).not.toContain('Share in channel');
  });

  it('passes over bots, edits, joins and its own messages', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    const channel = slack.world.direct(ADA).id;
    const message = { type: 'message', channel_type: 'im', channel, ts: '1.1' };
    for (const one of [
      { ...message, user: ADA, bot_id: 'B2', text: 'loop' },
      { ...message, subtype: 'message_changed', message: { user: ADA, text: 'edited' } },
      { ...message, subtype: 'channel_join', user: ADA, text: 'joined' },
      { ...message, user: slack.botUserId, text: 'my own' },
    ]) {
      await slack.event(one).ack;
    }
    slack.directMessage({ user: ADA, text: 'hashprice' });
    expect(lineOf(await nextAsked(bot))).toBe('hashprice');
    expect(bot.asked).toHaveLength(1);
  });

  it('shows a private answer in a channel to the person alone', async () => {
    const { slack } = await start(secret());
    slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'chat.postEphemeral', onlyFor: ADA });
  });

  it('shows an error to the person alone, or one short reply without figures when it cannot', async () => {
    const failing = scriptedBot(() =>
      reply({
        title: 'Wrong',
        tone: 'error',
        blocks: [{ kind: 'figures', figures: [figureOf(1, '$1/day')] }],
      }),
    );
    const { slack } = await start(failing);
    slack.mention({ user: ADA, channel: CHANNEL, text: 'oops' });
    await answered();
    expect(messages()[0]).toMatchObject({ via: 'chat.postEphemeral', onlyFor: ADA });
    slack.faults.push({ method: 'chat.postEphemeral', times: 1, error: 'user_not_in_channel' });
    slack.mention({ user: ADA, channel: CHANNEL, text: 'oops' });
    await answered(2);
    expect(messages()[1]).toMatchObject({ via: 'chat.postMessage', channel: CHANNEL });
    expect(shownText(messages()[1]!.blocks)).toEqual([
      'I could not answer that here. Ask me in a direct message to see why.',
    ]);
  });

  it('answers once what Slack delivers again, also after a restart', async () => {
    const bot = echo();
    const { slack, adapter } = await start(bot);
    const delivery = slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    await answered();
    await adapter.stop();
    await adapter.start(bot);
    slack.deliveries.redeliver(delivery);
    slack.mention({ user: ADA, channel: CHANNEL, text: 'halving' });
    await answered(2);
    expect(bot.asked.map(lineOf)).toEqual(['hashprice', 'halving']);
  });
});

describe('slackAdapter() telling who asks', () => {
  const others = [
    ['a full member', { team_id: 'T0000000001' }, 'member'],
    ['an owner', { team_id: 'T0000000001', is_owner: true }, 'admin'],
    ['a guest', { team_id: 'T0000000001', is_restricted: true, is_admin: true }, 'outsider'],
    ['a single-channel guest', { team_id: 'T0000000001', is_ultra_restricted: true }, 'outsider'],
    ['a stranger', { team_id: 'T0000000001', is_stranger: true }, 'outsider'],
    ['someone deactivated', { team_id: 'T0000000001', deleted: true }, 'outsider'],
    ['an admin of another workspace', { team_id: 'T0000000666', is_admin: true }, 'outsider'],
  ] as const;
  it.each(others)('knows %s', async (_who, user, standing) => {
    const bot = echo();
    const { slack } = await start(bot);
    slack.world.users.set('U3', { id: 'U3', name: 'x', ...user });
    slack.mention({ user: 'U3', channel: CHANNEL, text: 'hashprice' });
    expect((await nextAsked(bot)).person.standing).toBe(standing);
  });

  it('knows the user groups of whoever asks, as they were at most five minutes ago', async () => {
    const bot = echo();
    let now = Date.now();
    const { slack } = await start(bot, { now: () => now });
    const { usergroups } = slack.world;
    usergroups.set('S0000000001', [ADA]).set('S0000000002', [GRACE]).set('S0000000003', [ADA, GRACE]);
    const rolesOf = async (user: string, count: number) => {
      slack.mention({ user, channel: CHANNEL, text: 'hashprice' });
      return (await nextAsked(bot, count)).person.roles;
    };
    expect(await rolesOf(ADA, 1)).toEqual(['S0000000001', 'S0000000003']);
    expect(await rolesOf(GRACE, 2)).toEqual(['S0000000002', 'S0000000003']);
    usergroups.set('S0000000003', []);
    now += 5 * 60_000;
    expect(await rolesOf(ADA, 3)).toEqual(['S0000000001']);
    expect(slack.calls.filter(({ method }) => method === 'usergroups.list')).toHaveLength(2);
  });

  it('knows that a workspace on a plan without user groups has none', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    slack.faults.push({ method: 'usergroups.list', times: 1, error: 'plan_upgrade_required' });
    slack.mention({ user: ADA, channel: CHANNEL, text: 'hashprice' });
    expect((await nextAsked(bot)).person.roles).toEqual([]);
    expect(log().filter((line) => line.includes('"level":"warn"'))).toEqual([]);
  });

  it('knows no user groups without the scope to read them, and says so', async () => {
    const bot = echo();
    const { slack } = await start(bot);
    const grant = slack.world.tokens.get(slack.secrets.botToken)!;
    grant.scopes = grant.scopes.filter((scope) => scope !== 'usergroups:read');
    slack.mention({ user: GRACE, channel: CHANNEL, text: 'hashprice' });
    const { person } = await nextAsked(bot);
    expect(person).toEqual({ id: GRACE, name: 'grace', standing: 'admin' });
    expect(log().join('')).toContain('Slack did not say who is in which user group');
  });

  it('takes anyone for an outsider while Slack does not say, and asks again after five minutes', async () => {
    const bot = echo();
    let now = Date.now();
    const { slack } = await start(bot, { now: () => now });
    const ask = async (count: number) => {
      slack.mention({ user: GRACE, channel: CHANNEL, text: 'hashprice' });
      return (await nextAsked(bot, count)).person.standing;
    };
    slack.faults.push({ method: 'users.info', times: 1, status: 500 });
    expect(await ask(1)).toBe('outsider');
    expect(await ask(2)).toBe('admin');
    slack.world.users.get(GRACE)!.is_admin = false;
    expect(await ask(3)).toBe('admin');
    now += 5 * 60_000;
    expect(await ask(4)).toBe('member');
  });
});
