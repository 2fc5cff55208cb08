import type { IncomingMessage } from 'node:http';

/** Thrown to whoever reads a body that had to make room for others. */
export class CrowdedOut extends Error {}

interface Unread {
  chunks: Buffer[];
  bytes: number;
  settle: (error?: Error) => void;
}

/**
 * Reads the bodies of requests, all that have not arrived in full within one budget of bytes. When they are more, the
 * longest of them goes: what a chat platform sends is short.
 */
export function bodyReader({ mostBytes }: { mostBytes: number }) {
  const unread = new Set<Unread>();
  let heldBytes = 0;

  const longest = () => [...unread].reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const add = (body: Unread, chunk: Buffer) => {
    body.chunks.push(chunk);
    body.bytes += chunk.length;
    heldBytes += chunk.length;
    if (heldBytes > mostBytes) longest().settle(new CrowdedOut());
  };

  return {
    /** Bytes of bodies that have not arrived in full. */
    heldBytes: () => heldBytes,
    /** Rejects with CrowdedOut, or as the request does that is cut off. */
    read(request: IncomingMessage): Promise<Buffer> {
      const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
      const settle = (error?: Error) => {
        if (!unread.delete(body)) return;
        heldBytes -= body.bytes;
        request.off('data', onData);
        if (error) reject(error);
        else resolve(Buffer.concat(body.chunks));
        body.chunks = [];
      };
      const body: Unread = { chunks: [], bytes: 0, settle };
      const onData = (chunk: Buffer) => add(body, chunk);
      unread.add(body);
      // Every request closes: an error is made, with its stack, for the one that closes before it has ended.
      const cutOff = () => {
        if (unread.has(body))
          settle(Object.assign(new Error('The request was cut off'), { code: 'ECONNRESET' }));
      };
      request
        .on('data', onData)
        .once('end', settle.bind(null, undefined))
        .once('error', settle)
        .once('close', cutOff);
      return promise;
    },
  };
}
