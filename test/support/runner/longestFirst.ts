import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of half a minute and more, which would otherwise keep one core busy when all others are done. */
const LONGEST = [
  'test/bot/fuzz',
  'test/nothingDropped',
  'test/storm/storm',
  'test/sheet/browser/sameNumbers',
  'test/commands',
  'test/endToEnd',
  'test/ask',
  'test/sheet/browser/page',
  'test/economics/mineOrLease/finite',
  'test/package',
  'test/delivery/worker',
  'test/operate/postgres',
  'test/server/stopping',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => moduleId.endsWith(`${name}.test.ts`));
  return at === -1 ? LONGEST.length : at;
};

/** Begins with the longest files; the others follow in vitest's own order. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
