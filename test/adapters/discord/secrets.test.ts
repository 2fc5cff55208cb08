import { reply } from 'hashdesk';
import { describe, expect, test } from 'vitest';
import { scriptedBot } from '../../support/bots.ts';
import { refusals } from '../../support/discord/limits.ts';
import { read } from '../../support/discord/screen.ts';
import { BOT_TOKEN } from '../../support/discord/server.ts';
import { expectNoSecret, secrets } from '../../support/secrets.ts';
import { deskWith, startedDesk } from './desk.ts';

const bot = () => scriptedBot(() => reply({ title: 'Done' }));
const digest = reply({ title: 'Daily digest' });

describe('secrets', () => {
  test.each(Object.entries(secrets))(
    'start() refused with a token of the shape %s shows nothing of it',
    async (_, token) => {
      const { adapter, lines } = await deskWith({ config: { token } });
      const failure = await adapter.start(bot()).catch((error: Error) => error);
      expect(failure).toMatchObject({ retryable: false });
      expectNoSecret([lines.join(''), String(failure), JSON.stringify(failure)].join('\n'), { token });
    },
  );

  test('neither the bot’s token nor an interaction’s is in a log line or a message', async () => {
    const desk = await startedDesk(bot());
    const { discord, here, lines } = desk;
    discord.rest.failures.push({ path: /callback$/, status: 502 }, { path: /callback$/, status: 502 });
    const failed = discord.people.slash(here, ['hashprice']);
    await discord.until(() => discord.world.posted.length === 1);
    discord.world.channels.get(discord.channelId)!.refusal = refusals.missingPermissions;
    const error = await desk.adapter
      .send(desk.address, digest, { deliveryId: 'd' })
      .catch((error: Error) => error);
    const said = [lines.join(''), read(discord.world.posted), String(error), JSON.stringify(error)].join(
      '\n',
    );
    expect(lines.join('')).toContain('could not be answered');
    expectNoSecret(said, { token: BOT_TOKEN, interaction: failed.token });
  });

  test('the bot’s token goes to the API only, and never with an interaction', async () => {
    const { discord, here } = await startedDesk(bot());
    const exchange = discord.people.slash(here, ['hashprice']);
    await discord.until(() => exchange.answer);
    const withToken = discord.rest.asked.filter(({ authorization }) => authorization !== undefined);
    expect(withToken.map(({ path }) => path)).toEqual([
      '/applications/@me',
      `/applications/${discord.world.applicationId}/commands`,
      '/gateway/bot',
    ]);
  });
});
