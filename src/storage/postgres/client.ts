import type { Socket } from 'node:net';
import pg from 'pg';

/**
 * A connection whose socket is closed where it cannot be used. The library leaves it open where it has no answer for the
 * server, which asks for a password that is not known: the process would stay for as long as the server waits.
 */
export class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { connection } = this as unknown as {
      connection: { stream: Socket; once(name: 'error', tell: () => void): void };
    };
    connection.once('error', () => connection.stream.destroy());
  }
}

/** The address as the library is told it: each mode that encrypts is verify-full to it, and a warning but for that name. */
export const encrypting = (url: string): string =>
  /[?&]uselibpqcompat=/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
