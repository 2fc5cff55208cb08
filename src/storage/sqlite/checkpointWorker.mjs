// JavaScript, and nothing but SQLite: a thread that strips types first takes 15 MB more of the process.
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** So many pages are moved in a few milliseconds. */
const FEW_PAGES = 100;
const MOST_PASSES = 8;

const sqlite = new DatabaseSync(workerData);
// PASSIVE: nobody waits for it. What is written during a pass is left to the next, which is shorter each time.
const pass = sqlite.prepare('PRAGMA wal_checkpoint(PASSIVE)');
let before = 0;
let moved = Infinity;
for (let passes = 0; passes < MOST_PASSES && moved > FEW_PAGES; passes++) {
  const { checkpointed } = pass.get();
  moved = passes === 0 ? Infinity : checkpointed - before;
  before = checkpointed;
}
sqlite.close();
// Whoever writes after the rest was moved too begins the log anew, and gives its space back.
parentPort.postMessage(moved <= FEW_PAGES);
