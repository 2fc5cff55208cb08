import { z } from 'zod/mini';
import { UserError } from '../common/errors.ts';
import { checkTariff, OutOfRangeError, type Tariff } from '../economics/index.ts';
import type { SiteTariffs, StoredTariff } from '../tariffs/index.ts';
import type { SheetQuestion } from './question.ts';

/**
 * The tariffs of a question's sites, by their names. @throws UserError where one is none, OutOfRangeError of the core where
 * it cannot be billed.
 */
export function readTariffs({ sites }: SheetQuestion): Map<string, SiteTariffs> {
  return new Map(
    sites.flatMap(({ site, tariffs }) =>
      tariffs === undefined
        ? []
        : [[site.name, tariffs.length === 0 ? 'damaged' : tariffs.map(readTariff)] as const],
    ),
  );
}

const text = z.string().check(z.maxLength(200));
const shape = z.strictObject({ since: text, tariff: z.unknown(), source: text, setAt: z.number() });

/** The core looks at all that a tariff must hold; what is of another shape altogether stops it. */
function readTariff(value: unknown): StoredTariff {
  const read = shape.safeParse(value);
  try {
    if (read.success) return { ...read.data, tariff: checkTariff(read.data.tariff as Tariff) };
  } catch (error) {
    if (error instanceof OutOfRangeError) throw error;
  }
  throw new UserError('This link cannot be computed with: a tariff in it is not of the expected form.');
}
