import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps a server's connections few. Of too many idle ones the longest idle goes; of too many in all the longest idle,
 * else the one whose request has been arriving for longest, and the newcomer only where all are being answered.
 */
export function capConnections(asked: { server: Server; most: number; mostIdle: number }): {
  /** How many are open. */
  count(): number;
} {
  const { server, most, mostIdle } = asked;
  // Both in the order in which they came to be so.
  const idle = new Set<Socket>();
  const asking = new Map<Socket, IncomingMessage>();

  const rest = (socket: Socket) => {
    asking.delete(socket);
    if (socket.destroyed) return;
    idle.add(socket);
    if (idle.size > mostIdle) firstOf(idle)?.destroy();
  };
  const makeRoom = (newcomer: Socket) => {
    if (idle.size + asking.size < most) return;
    const arriving = [...asking].find(([, request]) => !request.complete)?.[0];
    (firstOf(idle) ?? arriving ?? newcomer).destroy();
  };

  server.on('connection', (socket: Socket) => {
    makeRoom(socket);
    socket.once('close', () => {
      idle.delete(socket);
      asking.delete(socket);
    });
    rest(socket);
  });
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    idle.delete(socket);
    asking.set(socket, request);
    // A next request may have come before this one was answered.
    response.once('close', () => asking.get(socket) === request && rest(socket));
  });
  return { count: () => idle.size + asking.size };
}

const firstOf = <T>(set: Set<T>): T | undefined => set.values().next().value;
