import { ApiError, limits } from './limits.ts';

interface Window {
  limit: number;
  perMs: number;
  used: number;
  resetsAt: number;
}

/** Counts requests per bucket and over all, and refuses with 429 as Discord does. */
export function createRateLimits({ now }: { now: () => number }) {
  const buckets = new Map<string, Window>();
  const all: Window = { limit: limits.requestsPerSecond, perMs: 1_000, used: 0, resetsAt: 0 };
  const invalid: Window = { limit: limits.invalidRequestsPer10Minutes, perMs: 600_000, used: 0, resetsAt: 0 };

  /** Whether one more fits. */
  function use(window: Window): boolean {
    if (now() >= window.resetsAt) Object.assign(window, { used: 0, resetsAt: now() + window.perMs });
    window.used += 1;
    return window.used <= window.limit;
  }

  const waitS = ({ resetsAt }: Window) => Math.max(0, (resetsAt - now()) / 1_000);

  return {
    /** Gives a channel its own bucket. */
    limit(channel: string, { limit, perMs }: { limit: number; perMs: number }): void {
      buckets.set(channel, { limit, perMs, used: 0, resetsAt: 0 });
    },
    /** Every second's requests of a bot together; interactions are exempt. */
    takeGlobal(path: string): void {
      if (/^\/(interactions|webhooks)\//.test(path) || use(all)) return;
      throw tooMany({ retryAfterS: waitS(all), scope: 'global' });
    },
    /** Headers of the bucket after this request. */
    takeBucket(channel: string): Record<string, string> {
      const bucket = buckets.get(channel);
      if (!bucket) return {};
      const fits = use(bucket);
      const headers = {
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(Math.max(0, bucket.limit - bucket.used)),
        'x-ratelimit-reset': String(bucket.resetsAt / 1_000),
        'x-ratelimit-reset-after': waitS(bucket).toFixed(3),
        'x-ratelimit-bucket': 'channel-messages',
      };
      if (!fits) throw tooMany({ retryAfterS: waitS(bucket), scope: 'user', headers });
      return headers;
    },
    /** After too many 401, 403 and 429 the address is banned: even good requests are refused, without JSON. */
    get banned(): boolean {
      return invalid.used >= invalid.limit && now() < invalid.resetsAt;
    },
    countInvalid(status: number): void {
      if ([401, 403, 429].includes(status)) use(invalid);
    },
  };
}

function tooMany(asked: { retryAfterS: number; scope: 'user' | 'global'; headers?: Record<string, string> }) {
  const { retryAfterS, scope, headers } = asked;
  const body = {
    message: 'You are being rate limited.',
    retry_after: retryAfterS,
    global: scope === 'global',
  };
  return new ApiError(429, body, {
    ...headers,
    'retry-after': String(Math.ceil(retryAfterS)),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
  });
}
