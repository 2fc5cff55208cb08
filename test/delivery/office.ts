import { inject, onTestFinished } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Address } from '../../src/chat/people.ts';
import { type Reply, reply } from '../../src/chat/reply.ts';
import { type Delivery, insertDelivery } from '../../src/delivery/outbox.ts';
import { type Closed, startDelivery } from '../../src/delivery/worker.ts';
import { postgresIsBusy } from '../support/database/postgresDatabase.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { handTimers } from '../support/handTimers.ts';
import { silentLog } from '../support/testMarket.ts';

type Sending = { channel: string; title: string; deliveryId: string; marked: boolean };

/** Where a test's deliveries go: `answer` says what the platform does with each. */
export function office({
  answer = () => {},
  receiptOf = (deliveryId) => `receipt ${deliveryId}`,
  maySpend = () => true,
  onItsWay = () => {},
  ...extra
}: {
  /** What a message waits for before it goes out, as it does for its turn or a picture. */
  onItsWay?: () => void | Promise<void>;
  answer?: (sending: Sending & { attempt: number }) => void | Promise<void>;
  receiptOf?: (deliveryId: string) => string;
  maySpend?: () => boolean;
} & Pick<ChatAdapter, 'reconcile' | 'sendsPerSecond'> = {}) {
  const timers = handTimers({ isBusy: inject('postgresUrl') === undefined ? undefined : postgresIsBusy });
  const database = testDatabase();
  const sendings: (Sending & { at: number })[] = [];
  const closed: Closed[] = [];
  const started = timers.now();
  const adapter: ChatAdapter = {
    name: 'test',
    start: async () => {},
    stop: async () => {},
    async send({ channel }, said, { deliveryId, ensureOurs }) {
      await onItsWay();
      ensureOurs!();
      const sending = { channel, title: said.title, deliveryId, marked: isMarked(said) };
      sendings.push({ ...sending, at: timers.now() - started });
      const attempt = sendings.filter((it) => it.deliveryId === deliveryId).length;
      await answer({ ...sending, attempt });
      return { receipt: receiptOf(deliveryId) };
    },
    ...extra,
  };
  let workers = 0;
  return {
    ...timers,
    database,
    sendings,
    closed,
    titles: () => sendings.map(({ title }) => title),
    put: (title: string, given: Partial<Delivery> & { channel?: string } = {}) =>
      insertDelivery(database, delivery({ title, now: timers.now(), ...given })),
    work({ wait = timers.wait } = {}) {
      const worker = startDelivery({
        ...timers,
        wait,
        database,
        adapter,
        holder: `worker ${++workers}`,
        random: () => 0,
        maySpend,
        log: silentLog,
        onClosed: async (it) => void closed.push(it),
      });
      onTestFinished(
        async () => void (await Promise.all([worker.stop(), timers.pass(60_000, { step: 60_000 })])),
      );
      return worker;
    },
    row: (key: string) => database.get('SELECT * FROM deliveries WHERE key = :key', { key }),
  };
}

const isMarked = ({ blocks }: Reply) => JSON.stringify(blocks).includes('Possibly repeated');

function delivery({
  title,
  now,
  channel = 'C1',
  ...given
}: { title: string; now: number; channel?: string } & Partial<Delivery>): Delivery {
  const address: Address = { adapter: 'test', tenant: 'test:T1', channel };
  return { key: title, tenant: 'test:T1', address, reply: reply({ title }), dueAt: now, ...given };
}
