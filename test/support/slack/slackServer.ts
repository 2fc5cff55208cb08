import { WebSocketServer } from 'ws';
import { createDeliveries } from './deliveries.ts';
import { createFront } from './front.ts';
import { createGestures } from './gestures.ts';
import { host } from './host.ts';
import { BOT_USER, createWorld, TEAM } from './world.ts';

/** The reasons with which Slack ends a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/**
 * A stand-in for Slack over real HTTP and real WebSockets: Socket Mode, signed requests, the Web API and
 * `response_url`, refusing whatever Slack documents that it refuses.
 */
export async function startSlack({ now = Date.now }: { now?: () => number } = {}) {
  const world = createWorld({ now });
  const deliveries = createDeliveries(world);
  const { origin, server, close } = await host(createFront(world));

  const sockets = new WebSocketServer({ server, path: '/socket' });
  sockets.on('connection', (socket) => {
    world.sockets.add(socket);
    socket.on('close', () => world.sockets.delete(socket));
    socket.on('message', (data) => deliveries.acknowledge(JSON.parse(String(data))));
    socket.send(JSON.stringify({ type: 'hello', num_connections: world.sockets.size }));
  });

  const { secrets, faults, calls, downloads, codes } = world;
  return {
    ...createGestures({ world, deliveries, origin }),
    world,
    deliveries,
    secrets,
    faults,
    calls,
    downloads,
    codes,
    team: TEAM,
    botUserId: BOT_USER,
    origin,
    apiUrl: `${origin}/api/`,
    /** Asks the app to connect again, as Slack does before it recycles a connection. */
    disconnect(reason: DisconnectReason): void {
      for (const socket of world.sockets) socket.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    /** Cuts every connection without a word. */
    cut(): void {
      for (const socket of world.sockets) socket.terminate();
    },
    async close(): Promise<void> {
      for (const socket of sockets.clients) socket.terminate();
      await close();
    },
  };
}
export type SlackStandIn = Awaited<ReturnType<typeof startSlack>>;
