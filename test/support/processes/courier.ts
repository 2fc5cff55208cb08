// A process that delivers what is in the outbox of the directory given to the address given, until it is killed.

import { DeliveryError } from '../../../src/common/errors.ts';
import { waitOnTimer } from '../../../src/common/wait.ts';
import { startDelivery } from '../../../src/delivery/worker.ts';
import { openDatabase } from '../../../src/storage/sqlite/sqlite.ts';
import { silentLog } from './silentLog.ts';

const [directory = '', url = '', aheadMs = '0'] = process.argv.slice(2);
startDelivery({
  database: openDatabase({ directory }),
  holder: String(process.pid),
  // A clock that is ahead finds the leases of the dead ended, without anyone waiting for that.
  now: () => Date.now() + Number(aheadMs),
  elapsed: () => performance.now(),
  random: Math.random,
  wait: waitOnTimer,
  log: silentLog,
  adapter: {
    name: 'test',
    start: async () => {},
    stop: async () => {},
    async send({ channel }, { title, blocks }, { deliveryId }) {
      const body = JSON.stringify({
        channel,
        title,
        deliveryId,
        marked: blocks.length > 0,
        pid: process.pid,
      });
      const response = await fetch(url, { method: 'POST', body }).catch((cause) => {
        throw new DeliveryError('The post office did not answer.', { retryable: true, cause });
      });
      return { receipt: await response.text() };
    },
  },
});
// Waiting does not keep a process alive; this does.
setInterval(() => {}, 60_000);
