import { topicPages } from './topics.ts';

/** Every piece of the page that is fetched when it is needed; what of it is used is named, and no more is built. */
const pieces: (() => Promise<unknown>)[] = [
  async () => (await import('./forms.ts')).forms,
  async () => (await import('../src/sheet/pack.ts')).toFragment,
  ...Object.values(topicPages).map(({ load }) => load),
  async () => (await import('./carried.ts')).carrier,
  async () => (await import('./threads.ts')).webThreads,
  async () => (await import('./view/Comparison.tsx')).Comparison,
  async () => (await import('./export/files.ts')).saveCsv,
  async () => (await import('../src/sheet/tariffs.ts')).readTariffs,
  async () => (await import('../src/answers/site/allSites.ts')).allSitesAnswer,
  async () => (await import('../src/answers/pricing/day.ts')).pricedOnDay,
  async () => (await import('../src/answers/bill/planned.ts')).plannedYear,
];

/** Fetches them all, one after the other, so that the page goes on where there is no network any more. */
export async function fetchRest(): Promise<void> {
  for (const fetchPiece of pieces) await fetchPiece();
}
