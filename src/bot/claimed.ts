import { StorageError } from '../common/errors.ts';
import type { Claims } from '../storage/claims.ts';

/** As many ids as are remembered while nothing can be written. */
const MOST_REMEMBERED = 10_000;

/** `again`: it was claimed before. A StorageError: it is claimed, and only this process knows it until it ends. */
type Claimed = 'first' | 'again' | StorageError;

/**
 * Claims ids so that each has one effect, and goes on in memory where the store cannot be written: a full disk must
 * not keep questions from being answered. What changes something has to wait until the store can be written.
 */
export function claimer(claims: Claims): (id: string) => Promise<Claimed> {
  const remembered = new Set<string>();
  const remember = (id: string) => {
    remembered.add(id);
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.values().next().value!);
  };
  return async (id) => {
    if (remembered.has(id)) return 'again';
    try {
      return (await claims.claim(id)) ? 'first' : 'again';
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (remembered.has(id)) return 'again';
      remember(id);
      return error;
    }
  };
}
