import { type AddressInfo, connect, createServer } from 'node:net';

/** The way of one replica to PostgreSQL. */
export interface Wire {
  /** The database's address by this way. */
  url: string;
  /**
   * Runs `stop` as soon as the replica has asked for a scope, and keeps the server's answer from it until `stop` is done:
   * it stops within its transaction. Resolves then.
   */
  stopWithin(scope: string, stop: () => void): Promise<void>;
}

/** The statement that takes a scope, by the name under which the server keeps it. */
const STATEMENT = 'scope\0';

/** Opens a way to the server of `databaseUrl` that passes everything on as it is. */
export async function startWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  let trap: { name: Buffer; spring: () => void } | undefined;
  const server = createServer((replica) => {
    const database = connect(Number(target.port), target.hostname);
    const end = () => {
      replica.destroy();
      database.destroy();
    };
    for (const socket of [replica, database]) socket.on('error', end).on('close', end);
    database.pipe(replica);
    replica.on('data', (bytes) => {
      database.write(bytes);
      if (!trap || !bytes.includes(STATEMENT) || !bytes.includes(trap.name)) return;
      trap.spring();
      trap = undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  server.unref();
  return {
    url: String(url),
    stopWithin(scope, stop) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const spring = () => {
        // Both run in one turn of this process, and the answer is passed on in a later one.
        stop();
        resolve();
      };
      // A value in the protocol: its length, then its bytes.
      const length = Buffer.alloc(4);
      length.writeInt32BE(Buffer.byteLength(scope));
      trap = { name: Buffer.concat([length, Buffer.from(scope)]), spring };
      return promise;
    },
  };
}
