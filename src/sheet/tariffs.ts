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

type SheetTariff = NonNullable<SheetQuestion['sites'][number]['tariffs']>[number];

/** The core looks at all that a tariff must hold; what is of another shape altogether stops it. */
function readTariff({ tariff, ...rest }: SheetTariff): StoredTariff {
  try {
    return { ...rest, tariff: checkTariff(tariff as Tariff) };
  } catch (error) {
    if (error instanceof OutOfRangeError) throw error;
    throw new UserError('This link cannot be computed with: a tariff in it is not of the expected form.');
  }
}
