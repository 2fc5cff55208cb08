// A replica as far as alerts go: it asks for the duty, watches while it has it, and delivers to the address given, on a
// clock that whoever started it moves.

import { alertEngine } from '../../../src/alerts/engine/engine.ts';
import type { ChatAdapter } from '../../../src/chat/adapter.ts';
import { DeliveryError } from '../../../src/common/errors.ts';
import { waitOnTimer } from '../../../src/common/wait.ts';
import { here } from '../../../src/compute/here.ts';
import { startDelivery } from '../../../src/delivery/worker.ts';
import type { MarketSnapshot } from '../../../src/market/contract.ts';
import { DUTY, DUTY_MS, startDuty } from '../../../src/server/duty.ts';
import { lock } from '../../../src/storage/lock.ts';
import { openPostgres } from '../../../src/storage/postgres/postgres.ts';
import { answerQuestions } from './helper.ts';
import { silentLog as log } from './silentLog.ts';

export interface ReplicaSettings {
  name: string;
  databaseUrl: string;
  /** Takes what is posted, and says of a delivery whether it was. */
  officeUrl: string;
  now: number;
}

const { name, databaseUrl, officeUrl, now: begun }: ReplicaSettings = JSON.parse(process.argv[2]!);
const database = await openPostgres({ url: databaseUrl, log });
let clock = begun;
let snapshot: MarketSnapshot | undefined;
const now = () => clock;

/** Its duty looks when it is asked to, and not after so many seconds. */
let goOn = () => {};
let waiting = Promise.withResolvers<void>();
const duty = startDuty({
  lock: lock({ database, name: DUTY, holder: name, now, ttlMs: DUTY_MS }),
  elapsed: now,
  wait: () =>
    new Promise((resolve) => {
      goOn = resolve;
      waiting.resolve();
    }),
  log,
  onTaken() {},
});
const market = { snapshot: async () => snapshot!, status: () => [] };
const engine = alertEngine({ database, market, now, log, isOurs: duty.isOurs, compute: here.compute });

const adapter: ChatAdapter = {
  name: 'console',
  start: async () => {},
  stop: async () => {},
  async send({ channel }, { title }, { deliveryId, ensureOurs }) {
    ensureOurs!();
    const body = JSON.stringify({ channel, title, deliveryId });
    await fetch(officeUrl, { method: 'POST', body }).catch((cause) => {
      throw new DeliveryError('No answer.', { retryable: true, cause });
    });
    return { receipt: deliveryId };
  },
  reconcile: async (_, { deliveryId }) =>
    (await fetch(`${officeUrl}/${deliveryId}`)).ok ? 'delivered' : 'absent',
};
const elapsed = () => performance.now();
startDelivery({
  ...{ database, adapter, now, elapsed, log, holder: name, random: () => 0.5, wait: waitOnTimer },
});

/** Moves its clock, and does what is then to be done: whether it leads. */
answerQuestions(async (question: { now: number; snapshot: MarketSnapshot }) => {
  await waiting.promise;
  clock = question.now;
  snapshot = question.snapshot;
  waiting = Promise.withResolvers();
  goOn();
  await waiting.promise;
  if (duty.isOurs()) await engine.tick();
  return duty.isOurs();
});
