import { createServer } from 'node:http';
import { createEndpoint } from './endpoint.ts';
import { createGateway } from './gateway.ts';
import { createPeople } from './people.ts';
import { createRest } from './rest.ts';
import { createWorld } from './world.ts';

export type DiscordServer = Awaited<ReturnType<typeof discordServer>>;

/** The form of a bot token; it belongs to no one. */
export const BOT_TOKEN = ['MTE1MDAwMDAwMDAwMDAwMDAwMQ', 'GabcDe', 'x'.repeat(38)].join('.');

/** A stand-in for Discord on real sockets: REST, gateway, and the people who type. */
export async function discordServer({ now = Date.now, token = BOT_TOKEN } = {}) {
  const { world, ...place } = createWorld({ now, token });
  const rest = createRest({ world, gateway: () => gateway });
  const server = createServer(rest.listener);
  const endpoint = createEndpoint({ world });
  const gateway = createGateway({ server, world });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = gateway.url().replace('ws://', 'http://').replace('/gateway', '');
  return {
    ...place,
    world,
    gateway,
    rest,
    endpoint,
    token,
    origin,
    /** What discord.js calls `rest.api`. */
    apiUrl: `${origin}/api`,
    people: createPeople({ world, gateway, endpoint }),
    async close(): Promise<void> {
      await gateway.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
