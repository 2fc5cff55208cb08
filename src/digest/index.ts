/** Daily posts: when they are due, what they say, and where they are kept. */
export { type DigestBook, digestBook } from './book.ts';
export { pauseUnreachable } from './closed.ts';
export type { DigestSources } from './compose.ts';
export { type Digest, showDigest } from './rows.ts';
export { type KeepDigest, runDigests } from './run.ts';
export type { Schedule } from './schedule.ts';
export { digestSources } from './sources.ts';
export { type DigestStore, digestStore } from './store.ts';
export { digestSites } from './table.ts';
