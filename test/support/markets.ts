import { openTestDesk, type TestDesk } from './desk.ts';
import { handClock } from './handClock.ts';
import { startMarketServer } from './marketServer.ts';

/** What every example is asked on: no source at all, and all of them. */
export const markets: [string, () => Promise<TestDesk>][] = [
  ['the reference data', async () => openTestDesk()],
  ['a live market', openLiveDesk],
];

export async function openLiveDesk(): Promise<TestDesk> {
  const clock = handClock();
  const server = await startMarketServer({ now: clock.now });
  const desk = openTestDesk({ market: { urls: server.urls, clock }, onStop: server.close });
  await desk.market.refreshHistory();
  return desk;
}
