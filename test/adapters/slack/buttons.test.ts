import { reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { lineOf, scriptedBot } from '../../support/bots.ts';
import { shownText } from '../../support/slack/blocks.ts';
import { ADA, CHANNEL, GRACE, until } from '../../support/slack/session.ts';
import { answered, messages, nextAsked, secret, start } from './asked.ts';

describe('slackAdapter() when a button is pressed', () => {
  const withButtons = (visibility: 'public' | 'private') =>
    scriptedBot((incoming) =>
      reply({
        title: `Heard ${lineOf(incoming)}`,
        visibility: incoming.person.id === GRACE ? 'public' : visibility,
        blocks: [{ kind: 'actions', actions: [{ label: 'Explain', command: 'explain a1', style: 'plain' }] }],
      }),
    );

  it('runs its command with the permissions of whoever presses it', async () => {
    const bot = withButtons('public');
    const { slack } = await start(bot);
    slack.mention({ user: ADA, channel: CHANNEL, text: 'profit', thread: '1700000000.000100' });
    await answered();
    slack.click({ user: GRACE, label: 'Explain', message: messages()[0]! });
    const asked = await nextAsked(bot, 2);
    expect(asked).toMatchObject({ ask: { text: 'explain a1' }, person: { id: GRACE, standing: 'admin' } });
    expect(asked.address.thread).toBe('1700000000.000100');
    await answered(2);
    expect(messages()[1]).toMatchObject({ via: 'response_url', thread: '1700000000.000100' });
  });

  it('answers privately when the button is in a private answer', async () => {
    const bot = scriptedBot((incoming) =>
      reply({
        title: 'T',
        visibility: lineOf(incoming) === 'profit' ? 'private' : 'public',
        blocks: [{ kind: 'actions', actions: [{ label: 'Explain', command: 'explain a1', style: 'plain' }] }],
      }),
    );
    const { slack } = await start(bot);
    slack.command({ user: ADA, channel: CHANNEL, text: 'profit' });
    await answered();
    slack.click({ user: ADA, label: 'Explain', message: messages()[0]! });
    await answered(2);
    expect(messages()[1]).toMatchObject({ onlyFor: ADA });
  });

  it('shares a private answer with the channel once, and takes the private copy away', async () => {
    const { slack } = await start(secret());
    slack.command({ user: ADA, channel: CHANNEL, text: 'profit rockdale' });
    await answered();
    const [own] = messages();
    await slack.click({ user: ADA, label: 'Share in channel', message: own! }).ack;
    await until(() => messages().length === 1 && messages()[0] !== own);
    expect(messages()[0]).toMatchObject({ channel: CHANNEL, text: 'Heard profit rockdale' });
    expect(messages()[0]?.onlyFor).toBeUndefined();
    expect(shownText(messages()[0]!.blocks)).toEqual(['Heard profit rockdale']);
    await slack.click({ user: ADA, label: 'Share in channel', message: own! }).ack;
    await answered(2);
    expect(messages()[1]).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('was shared before') });
  });

  it('shares a private answer once, also when the button is pressed twice at the same time', async () => {
    const { slack } = await start(secret());
    slack.command({ user: ADA, channel: CHANNEL, text: 'profit rockdale' });
    await answered();
    const [own] = messages();
    for (let press = 0; press < 3; press += 1)
      slack.click({ user: ADA, label: 'Share in channel', message: own! });
    await until(() => messages().filter((one) => one !== own).length === 3);
    expect(messages().filter(({ onlyFor }) => onlyFor === undefined)).toHaveLength(1);
  });

  it('offers to share answers, not errors', async () => {
    const { slack } = await start(
      scriptedBot(() => reply({ title: 'Wrong', tone: 'error', visibility: 'private' })),
    );
    slack.command({ user: ADA, channel: CHANNEL, text: 'oops' });
    await answered();
    expect(shownText(messages()[0]!.blocks)).toEqual(['Wrong']);
  });
});
