import { expect, it } from 'vitest';
import { stopServing } from '../../src/server/stopServing.ts';
import { silentLog } from '../support/testMarket.ts';

it.each([
  { isLocal: false, order: ['deliveries', 'waited', 'web', 'chats', 'watched', 'desk'] },
  { isLocal: true, order: ['web', 'deliveries', 'chats', 'watched', 'desk'] },
])(
  'stopServing() lets those who share requests out know first, and ends chats after requests ($isLocal)',
  async ({ isLocal, order }) => {
    const done: string[] = [];
    const part = (name: string) => ({ stop: async () => void done.push(name) });
    await stopServing({
      web: { ...part('web'), isLocal },
      chats: part('chats'),
      watched: part('watched'),
      desk: { ...part('desk'), stopDelivering: part('deliveries').stop },
      wait: async () => {
        await Promise.resolve();
        done.push('waited');
      },
      log: silentLog,
    });
    expect(done).toEqual(order);
  },
);
