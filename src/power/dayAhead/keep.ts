import { StorageError } from '../../common/errors.ts';
import { nextTurn } from '../../common/turn.ts';
import type { Database } from '../../storage/database.ts';
import { recordDayAhead } from '../prices.ts';
import { type QuarterHours, slotsOf } from '../providers/read.ts';

/** So many are looked up and written in one turn of the loop, within some milliseconds. */
const AT_ONCE = 250;

/**
 * Keeps prices of a site, as many at a time as nobody else notices, each lot in a commit of its own that the next one
 * takes to the disk; how many are new. Where one fails those before it stay, and are not written again.
 */
export async function keepDayAhead(
  database: Database,
  given: { tenant: string; site: string; prices: QuarterHours; source: string; at: number },
): Promise<number> {
  const { prices, ...of } = given;
  const total = prices.starts.length;
  let changed = 0;
  for (let from = 0; from < total; from += AT_ONCE) {
    const slots = slotsOf(prices, from, from + AT_ONCE);
    changed += await database
      .hastyTransaction(`tenant:${of.tenant}`, () => recordDayAhead(database, { ...of, slots }))
      .catch((error) => {
        if (!(error instanceof StorageError) || from === 0) throw error;
        throw new StorageError(
          `Of ${total} prices the first ${from} are kept, give them again for the others. ${error.message}`,
          { cause: error },
        );
      });
    await nextTurn();
  }
  return changed;
}
