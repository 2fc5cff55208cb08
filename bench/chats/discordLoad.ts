import { discordServer } from '../../test/support/discord/server.ts';
import type { Exchange } from '../../test/support/discord/world.ts';
import type { Taken } from '../load.ts';

interface Waiting {
  exchange: Exchange;
  started: number;
  ackMs?: number;
  resolve(taken: Taken): void;
}

/** Discord as it tells an app of `/hashprice` through its gateway and takes the answer, with the time of both. */
export async function startDiscordLoad() {
  const { world, rest, people, member, channelId, guildId, apiUrl, token, close } = await discordServer();
  const waiting = new Set<Waiting>();
  const noticed = world.changed;
  world.changed = () => {
    noticed();
    for (const one of waiting) look(one);
  };

  function look(one: Waiting): void {
    const { exchange, started, resolve } = one;
    if (!exchange.answer) return;
    one.ackMs ??= performance.now() - started;
    if (exchange.loading) return;
    waiting.delete(one);
    world.exchanges.delete(exchange.id);
    world.posted.length = 0;
    rest.asked.length = 0;
    resolve({ ackMs: one.ackMs, answerMs: performance.now() - started });
  }

  const place = { user: member, channel: channelId, guild: guildId };
  return {
    apiUrl,
    token,
    close,
    ask: () =>
      new Promise<Taken>((resolve) => {
        const started = performance.now();
        waiting.add({ exchange: people.slash(place, ['hashprice']), started, resolve });
      }),
  };
}
