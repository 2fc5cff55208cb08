import { createPublicKey, verify } from 'node:crypto';

/** How far a request's timestamp may lie from the present, in either direction. */
const WINDOW_SECONDS = 300;
/** What stands before the 32 bytes of an Ed25519 key (RFC 8410). */
const KEY_PREFIX = '302a300506032b6570032100';
const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURE = /^[\da-f]{128}$/i;

type Head = Pick<Headers, 'get'>;

const stampOf = (headers: Head) => headers.get('x-signature-timestamp') ?? '';
const signatureOf = (headers: Head) => headers.get('x-signature-ed25519') ?? '';

/**
 * Decides whether a request comes from Discord, now: the signature must fit timestamp and raw body, and the timestamp
 * must lie within five minutes of the present either way. `publicKey`: 64 hexadecimal digits. `now` in Unix
 * milliseconds. Both return the reason for a refusal; `head` by what the headers alone tell. That a request comes twice
 * is for the claim of its interaction to see.
 */
export function requestVerifier({ publicKey, now }: { publicKey: string; now: () => number }) {
  const key = createPublicKey({
    key: Buffer.from(`${KEY_PREFIX}${publicKey}`, 'hex'),
    format: 'der',
    type: 'spki',
  });
  return {
    head(headers: Head): string | undefined {
      const stamp = stampOf(headers);
      if (!TIMESTAMP.test(stamp)) return 'The request carries no timestamp.';
      if (Math.abs(Number(stamp) - now() / 1000) > WINDOW_SECONDS)
        return 'The timestamp is more than five minutes off.';
      return SIGNATURE.test(signatureOf(headers)) ? undefined : 'The request carries no signature.';
    },
    whole({ headers, body }: { headers: Head; body: Buffer }): string | undefined {
      const reason = this.head(headers);
      if (reason !== undefined) return reason;
      const signed = Buffer.concat([Buffer.from(stampOf(headers)), body]);
      return verify(null, signed, key, Buffer.from(signatureOf(headers), 'hex'))
        ? undefined
        : 'The signature does not fit the request.';
    },
  };
}
