import { describe, expect, it } from 'vitest';
import { askerOf, readInteraction } from '../../../adapters/discord/receive.ts';
import { openTestDesk } from '../../support/desk.ts';
import { CATEGORY } from '../../support/discord/gateway.ts';
import type { Place } from '../../support/discord/people.ts';
import { read } from '../../support/discord/screen.ts';
import { ROCKDALE } from '../../support/examples.ts';
import { deskWith } from './desk.ts';

/** The real desk in Discord with a site, and Mel, whom nothing but `access` lets in, in a thread of a channel. */
async function open() {
  const { bot, clock } = openTestDesk();
  const { discord, adapter, ...desk } = await deskWith({ now: clock.now, platformNow: clock.now });
  const here = { ...desk.here, user: discord.owner };
  const inThread = { user: discord.member, channel: discord.thread(), guild: discord.guildId };
  await adapter.start(bot);
  const { world, people, until } = discord;
  async function write(place: Place, text: string) {
    const before = world.posted.length;
    people.write(place, `@hashdesk ${text} --public`);
    await until(() => world.posted.length > before);
    return read(world.posted.slice(before));
  }
  await write(here, ROCKDALE);
  return { discord, here, inThread, write };
}

describe('access to the role of everyone', () => {
  it('is for all members of the server', async () => {
    const { discord, here, inThread, write } = await open();
    await write(here, `access allow read <@&${discord.guildId}>`);
    expect(await write(inThread, 'site list')).toContain('rockdale');
  });
});

describe('access to a channel', () => {
  it('holds in its threads: for a mention, a slash command and what is offered while one types', async () => {
    const { discord, here, inThread, write } = await open();
    const { people, until } = discord;
    const offered = async () => {
      const exchange = people.typing(inThread, ['profit'], { option: 'site', value: 'rock' });
      return (await until(() => exchange.choices)).map(({ value }) => value);
    };
    expect(await write(inThread, 'site list')).not.toContain('rockdale');
    expect(await offered()).toEqual([]);
    await write(here, `access allow read <#${discord.channelId}>`);
    expect(await write(inThread, 'site list')).toContain('rockdale');
    expect(await offered()).toEqual(['rockdale']);
    const listed = people.slash(inThread, ['site', 'list']);
    expect(read([await until(() => listed.original)])).toContain('rockdale');
  });

  it('is not given by a right to one of its threads, to another channel or to its category', async () => {
    const { discord, here, inThread, write } = await open();
    await write(here, `access allow read <#${discord.world.newId()}>`);
    for (const named of [`<#${CATEGORY}>`, CATEGORY])
      expect(await write(here, `access allow read ${named}`)).toContain(
        'That is a category, in which nobody can ask anything. Name its channels, a role or a person.',
      );
    expect(await write(here, 'access show')).not.toContain(CATEGORY);
    expect(await write(inThread, 'site list')).not.toContain('rockdale');
    await write(here, `access allow read <#${inThread.channel}>`);
    expect(await write(inThread, 'site list')).toContain('rockdale');
    const listed = discord.people.slash({ ...here, user: discord.member }, ['site', 'list']);
    expect(read([await discord.until(() => listed.original)])).not.toContain('rockdale');
  });

  it('leaves an interaction whose channel nobody can read without a parent, and answers it', () => {
    const asked = (channel: unknown) => {
      const read = readInteraction({
        ...{ type: 2, id: '1', application_id: '2', token: 't', channel_id: '4', guild_id: '5', channel },
        member: { user: { id: '6', username: 'mel' }, roles: [], permissions: '0' },
        data: { name: 'hashprice' },
      });
      return read && askerOf(read);
    };
    expect(asked({ type: 11, parent_id: '3' })?.parentChannel).toBe('3');
    for (const channel of [
      undefined,
      null,
      {},
      { type: 11 },
      { type: 11, parent_id: null },
      { type: 0, parent_id: '3' },
    ])
      expect(Object.keys(asked(channel) ?? {})).toEqual(['person', 'address']);
  });
});
