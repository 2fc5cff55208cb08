import { setImmediate as breathe } from 'node:timers/promises';
import type { Address } from '../chat/people.ts';
import type { Reply } from '../chat/reply.ts';
import { dayAfter } from '../common/localTime.ts';
import type { Log } from '../common/log.ts';
import type { Delivery } from '../delivery/outbox.ts';
import { composeDigest, type DigestSources } from './compose.ts';
import { composeEvening, endOfEvening } from './evening.ts';
import { LATEST_MS, type Posting, stepPlan } from './plan.ts';
import { type Digest, postingKey } from './rows.ts';
import type { DigestStep, DigestStore } from './store.ts';

/** Keeps a digest, so that what stands behind it can be asked for; gives it as it is posted. */
export type KeepDigest = (asked: { address: Address; reply: Reply }) => Reply;

/** How long digests are written before anybody else is heard. */
const TURN_MS = 5;

/**
 * Writes what is due into the outbox, and with it when each digest is due next, in turns: however many there are,
 * nobody waits for them. Digests do not wait for each other: one that cannot be written is logged and tried again at the
 * next tick, until it is too late for it.
 */
export async function runDigests(asked: {
  store: DigestStore;
  sources: DigestSources;
  keep: KeepDigest;
  log: Log;
}): Promise<void> {
  const { store, keep, log } = asked;
  const sources = { ...asked.sources, market: once(asked.sources.market) };
  let steps: DigestStep[] = [];
  const due = await store.due();
  // Whatever else began with this minute has its turn first.
  await breathe();
  let began = performance.now();
  for (const { tenant, number } of due) {
    try {
      const digest = await store.get(tenant, number);
      const step = digest && !digest.paused && (await stepOf({ digest, sources, keep }));
      if (step) steps.push(step);
    } catch (err) {
      log.error({ err, tenant, digest: number }, 'A digest could not be written');
    }
    if (performance.now() - began < TURN_MS) continue;
    await commit({ store, steps, log });
    steps = [];
    await breathe();
    began = performance.now();
  }
  await commit({ store, steps, log });
}

/** All at once; or each by itself, so that one that cannot be kept costs no other. */
async function commit(asked: { store: DigestStore; steps: readonly DigestStep[]; log: Log }): Promise<void> {
  const { store, steps, log } = asked;
  if (steps.length === 0) return;
  try {
    await store.commit(steps);
  } catch (err) {
    const [{ digest }, ...others] = steps as [DigestStep, ...DigestStep[]];
    if (others.length === 0)
      log.error({ err, tenant: digest.tenant, digest: digest.number }, 'A digest could not be written');
    else for (const step of steps) await commit({ store, steps: [step], log });
  }
}

/** All digests of one tick tell of the same market, and only the first has to wait for it. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | undefined;
  return () => {
    first ??= read();
    return first;
  };
}

/** What follows for a digest; undefined where it waits for prices. */
async function stepOf(asked: {
  digest: Digest;
  sources: DigestSources;
  keep: KeepDigest;
}): Promise<DigestStep | undefined> {
  const { digest, sources, keep } = asked;
  const { tenant, settings } = digest;
  const { schedule, address } = settings;
  const isPlan = settings.about === 'plan';
  const { plan, posting } = stepPlan({
    ...{ schedule, plan: digest.plan, now: sources.now() },
    ...(isPlan && { endOf: endOfEvening(schedule) }),
  });
  if (!posting) return { digest, plan };
  const composed = await (isPlan ? composeEvening : composeDigest)({ tenant, ...settings, posting, sources });
  if (composed === undefined) return undefined;
  const reply = keep({ address, reply: composed.reply });
  return { digest, plan, delivery: deliveryOf({ digest, posting, reply }), plans: composed.plans };
}

function deliveryOf(asked: { digest: Digest; posting: Posting; reply: Reply }): Delivery {
  const { digest, posting, reply } = asked;
  const { tenant, settings } = digest;
  const { address, schedule } = settings;
  const { dueAt, day } = posting;
  const key = postingKey({ digest, day });
  const expiresAt =
    settings.about === 'plan' ? endOfEvening(schedule)({ day: dayAfter(day), dueAt }) : dueAt + LATEST_MS;
  return { key, tenant, address, reply, dueAt, expiresAt };
}
