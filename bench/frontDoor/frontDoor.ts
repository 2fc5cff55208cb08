import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../test/support/freePort.ts';
import { startHelper } from '../../test/support/processes/helper.ts';
import type { BenchCase } from '../case.ts';

const STRANGERS = 1_200;
const LONG_BYTES = 1_900_000;
/** Of each body, as much as is sent before its sender falls silent. */
const SENT_BYTES = 500_000;
const WAIT_MS = 15_000;

const WARM_UP = 500;

/** What the server holds: all its memory, what is alive in it, and open connections. */
export interface Held {
  residentMb: number;
  liveMb: number;
  connections: number;
}

/** The head of a request as Slack's are, but for a signature that nobody can check before the body is there. */
const head = () =>
  [
    'POST /slack/events HTTP/1.1',
    'Host: desk',
    `Content-Length: ${LONG_BYTES}`,
    `X-Slack-Request-Timestamp: ${Math.floor(Date.now() / 1000)}`,
    `X-Slack-Signature: v0=${'a'.repeat(64)}`,
    '',
    '',
  ].join('\r\n');

async function stranger(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => {});
  socket.resume().write(head());
  socket.write(Buffer.alloc(SENT_BYTES, 'x'));
  return socket;
}

/** What strangers can make the web server hold: requests as long as any, well-shaped, that never end. */
export const frontDoor: BenchCase = {
  name: 'front door: requests that never end',
  async run() {
    const port = await freePort();
    const helper = await startHelper(new URL('frontDoorSide.ts', import.meta.url), { port });
    const residentMb = async () => (await helper.ask<Held>('held')).residentMb;
    // At rest is a server that has had work: what its first requests take is no stranger's doing.
    for (let count = 0; count < WARM_UP; count++)
      await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body: '{}' });
    const rest = await helper.ask<Held>('held');
    const sockets = await Promise.all(Array.from({ length: STRANGERS }, () => stranger(port)));
    let most = 0;
    for (let look = 0; look < 50; look++) {
      most = Math.max(most, await residentMb());
      await sleep(100);
    }
    await sleep(WAIT_MS);
    const after = await helper.ask<Held>('held');
    for (const socket of sockets) socket.destroy();
    helper.stop();
    const held = `${STRANGERS.toLocaleString('en-US')} connections with an unfinished body`;
    return [
      {
        name: `${held}: memory over rest, at most`,
        value: most - rest.residentMb,
        unit: 'MB',
        reach: { atMost: 60 },
      },
      {
        name: `${held}: memory over rest, 15 s later`,
        value: after.residentMb - rest.residentMb,
        unit: 'MB',
      },
      // The allocator keeps some of what was freed for the next to come.
      {
        name: `${held}: objects and buffers over rest, 15 s later`,
        value: after.liveMb - rest.liveMb,
        unit: 'MB',
        reach: { atMost: 5 },
      },
      {
        name: `${held}: still open 15 s later`,
        value: after.connections,
        unit: 'connections',
        reach: { atMost: 0 },
      },
    ];
  },
};
