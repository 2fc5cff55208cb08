import { workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';

const database = openDatabase({ directory: workerData as string });
// PASSIVE: nobody waits for it. Whoever writes next begins the log anew, and gives its space back.
database.get('PRAGMA wal_checkpoint(PASSIVE)');
database.close();
