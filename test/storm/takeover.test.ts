import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, inject, it, onTestFinished } from 'vitest';
import { alertDesk, MINUTE_MS, snapshotOf } from '../support/alertDesk.ts';
import { type Helper, startHelper } from '../support/processes/helper.ts';
import type { ReplicaSettings } from '../support/processes/replica.ts';

const CHANNELS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
/** To and fro over a limit of 45. */
const LEVELS = [48, 40];
const SECOND_MS = 1_000;

interface Posted {
  channel: string;
  title: string;
  deliveryId: string;
}

/** A platform in this process, that can be asked what was posted, and can keep its answers to itself. */
async function startOffice() {
  const posted: Posted[] = [];
  let answers: Promise<void> | undefined;
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const isThere = () => posted.some(({ deliveryId }) => request.url === `/${deliveryId}`);
    if (request.method === 'GET') return response.writeHead(isThere() ? 200 : 404).end();
    posted.push(JSON.parse(await text(request)));
    arrived();
    await answers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posted,
    /** Answers nobody until the end of `until`. */
    hold(until: Promise<void>) {
      answers = until;
    },
    async has(count: number): Promise<void> {
      while (posted.length < count)
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
    },
  };
}

it('of two replicas on PostgreSQL the one that leads is killed: nothing is lost or doubled, and within ten seconds the other leads', async () => {
  const { database, clock, market, setHashprice, add } = alertDesk();
  for (const channel of CHANNELS) await add('hashprice < 45', {}, channel);
  const schema = (await database.get('SELECT current_schema AS schema'))?.schema;
  const office = await startOffice();
  const begin = (name: string) =>
    startHelper(new URL('../support/processes/replica.ts', import.meta.url), {
      name,
      databaseUrl: `${inject('postgresUrl')}?options=-c%20search_path%3D${schema}`,
      officeUrl: office.url,
      now: clock.now(),
    } satisfies ReplicaSettings);
  const replicas = await Promise.all([begin('one'), begin('other')]);
  onTestFinished(() => {
    for (const replica of replicas) replica.stop();
  });
  const leads = async (replica: Helper) => {
    const asked = { now: clock.now(), snapshot: snapshotOf(market, clock.now()) };
    return replica.ask<boolean>(asked);
  };
  let crossings = 0;
  /** The market crosses the limit, and every channel is told. */
  async function cross(): Promise<void> {
    setHashprice(LEVELS[++crossings % LEVELS.length]!);
    clock.advance(MINUTE_MS);
    for (const replica of replicas) await leads(replica);
    await office.has(crossings * CHANNELS.length);
  }
  setHashprice(LEVELS[0]!);
  const leading = [await leads(replicas[0]!), await leads(replicas[1]!)];
  expect(leading.toSorted()).toEqual([false, true]);
  // Whoever leads is asked first, and so goes on.
  if (leading[1]) replicas.reverse();
  const [first, second] = replicas;
  for (let minute = 0; minute < 3; minute++) await cross();

  const answers = Promise.withResolvers<void>();
  office.hold(answers.promise);
  await cross();
  replicas.shift();
  first!.stop();
  answers.resolve();
  let seconds = 0;
  do {
    clock.advance(SECOND_MS);
    seconds += 1;
  } while (!(await leads(second!)));
  expect(seconds).toBeLessThanOrEqual(10);

  for (let minute = 0; minute < 3; minute++) await cross();
  const told = Map.groupBy(office.posted, ({ channel }) => channel);
  const words = (titles: readonly Posted[] = []) => titles.map(({ title }) => title.split(':')[0]);
  for (const channel of CHANNELS)
    expect(words(told.get(channel))).toEqual(
      Array.from({ length: crossings }, (_, at) => (at % 2 === 0 ? 'Firing' : 'Resolved')),
    );
}, 60_000);
