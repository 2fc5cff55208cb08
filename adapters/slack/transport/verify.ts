import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request's timestamp may lie from the present, in either direction. */
const WINDOW_SECONDS = 300;
const MINUTE_SECONDS = 60;

/**
 * Signatures already seen, by the minute of their timestamp: what leaves the window needs no memory. 64 bits of each
 * tell a million apart, and take half the room of its text.
 */
function createMemory() {
  const minutes = new Map<number, Set<bigint>>();
  return {
    isNew({ signature, timestamp, now }: { signature: string; timestamp: number; now: number }): boolean {
      for (const minute of minutes.keys()) {
        if ((minute + 1) * MINUTE_SECONDS < now - WINDOW_SECONDS) minutes.delete(minute);
      }
      const minute = Math.floor(timestamp / MINUTE_SECONDS);
      const seen = minutes.get(minute) ?? new Set();
      minutes.set(minute, seen);
      const mark = BigInt(`0x${signature.slice(0, 16)}`);
      const isNew = !seen.has(mark);
      seen.add(mark);
      return isNew;
    },
  };
}

function matches(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

const TIMESTAMP = /^\d{1,12}$/;
const SIGNATURE = /^v0=[\da-f]{64}$/;

type Head = Pick<Headers, 'get'>;

/** Why a request cannot be Slack's, by its headers alone: nobody need read its body. */
function misfit({ headers, seconds }: { headers: Head; seconds: number }): string | undefined {
  const stamp = headers.get('x-slack-request-timestamp') ?? '';
  if (!TIMESTAMP.test(stamp)) return 'The request carries no timestamp.';
  if (Math.abs(Number(stamp) - seconds) > WINDOW_SECONDS)
    return 'The timestamp is more than five minutes off.';
  if (!SIGNATURE.test(headers.get('x-slack-signature') ?? '')) return 'The request carries no signature.';
  return undefined;
}

/**
 * Decides whether a request comes from Slack, now and for the first time: the signature must fit the raw body,
 * the timestamp must lie within five minutes of the present either way, and no request passes twice.
 * Returns the reason for a refusal; `head` by what the headers alone tell.
 */
export function requestVerifier({ signingSecret, now }: { signingSecret: string; now: () => number }) {
  const memory = createMemory();
  const head = (headers: Head) => misfit({ headers, seconds: now() / 1000 });
  return {
    head,
    whole({ headers, body }: { headers: Head; body: string }): string | undefined {
      const reason = head(headers);
      if (reason !== undefined) return reason;
      const stamp = headers.get('x-slack-request-timestamp') ?? '';
      const digest = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
      if (!matches(`v0=${digest}`, headers.get('x-slack-signature') ?? ''))
        return 'The signature does not fit the request.';
      return memory.isNew({ signature: digest, timestamp: Number(stamp), now: now() / 1000 })
        ? undefined
        : 'The request was received before.';
    },
  };
}
