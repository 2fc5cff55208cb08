// JavaScript, as `checkpointWorker.mjs`.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const EVERY_MS = 5;
const { file, ended } = workerData;
let handle;
while (Atomics.wait(ended, 0, 0, EVERY_MS) === 'timed-out') {
  try {
    handle ??= openSync(file, 'r');
    fsyncSync(handle);
  } catch {
    // It may not be there yet; and a disk that fails tells whoever writes the file.
  }
}
if (handle !== undefined) closeSync(handle);
