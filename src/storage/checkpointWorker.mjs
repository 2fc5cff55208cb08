// JavaScript, and nothing but SQLite: a thread that strips types first takes 15 MB more of the process.
import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

const sqlite = new DatabaseSync(workerData);
// PASSIVE: nobody waits for it. Whoever writes next begins the log anew, and gives its space back.
sqlite.exec('PRAGMA wal_checkpoint(PASSIVE)');
sqlite.close();
