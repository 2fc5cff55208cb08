import type { World } from './world.ts';

/** A call that goes wrong on purpose, `times` times. */
export interface Fault {
  /** A Web API method, or `response_url`. */
  method: string;
  channel?: string;
  times: number;
  /** Seconds of a 429, an HTTP status, or an error at status 200. */
  retryAfterSeconds?: number;
  status?: number;
  error?: string;
  /** The call takes effect, only its answer is lost. */
  committed?: boolean;
}

/** The fault that this call runs into, if any. */
export function nextFault({ faults }: World, method: string, channel?: string): Fault | undefined {
  const found = faults.find(
    (one) => one.times > 0 && one.method === method && (!one.channel || one.channel === channel),
  );
  if (found) found.times -= 1;
  return found;
}

export function faultAnswer({ retryAfterSeconds, status = 200, error = 'internal_error' }: Fault): Response {
  if (retryAfterSeconds === undefined) return Response.json({ ok: false, error }, { status });
  const headers = { 'retry-after': String(retryAfterSeconds) };
  return Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers });
}
