import { z } from 'zod';
import { UserError } from '../../common/errors.ts';
import { Faults } from '../../sites/fleet/faults.ts';
import { soundTariff, tariffSchema } from '../schema.ts';
import { readTariffCsv } from './csv.ts';
import { readUrdb, type TariffRead } from './urdb.ts';

export type { TariffRead } from './urdb.ts';

const MOST_CHARACTERS = 1_000_000;

/**
 * Reads a tariff from a file: JSON of the URDB, JSON as the desk writes it (with `charges`), or CSV, told apart by how they
 * begin. @throws UserError that refuses the file whole and names why
 */
export function readTariffFile({ name, text }: { name: string; text: string }): TariffRead {
  if (text.length > MOST_CHARACTERS)
    throw new UserError(
      `${name} has ${text.length.toLocaleString('en-US')} characters, too many for a tariff.`,
    );
  const body = text.replace(/^\uFEFF/u, '').trim();
  if (body === '') throw new UserError(`${name} is empty.`);
  if (!/^[{[]/u.test(body)) return readTariffCsv({ name, text });
  const json = jsonOf({ name, body });
  const isOurs = typeof json === 'object' && json !== null && 'charges' in json;
  return isOurs ? { tariff: ownTariff({ name, json }), notes: [] } : readUrdb({ name, json });
}

function jsonOf({ name, body }: { name: string; body: string }): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new UserError(`${name} is not JSON (${(error as Error).message.slice(0, 120)}).`);
  }
}

function ownTariff({ name, json }: { name: string; json: unknown }) {
  const read = tariffSchema.safeParse(json);
  if (read.success) return soundTariff(read.data);
  const faults = new Faults();
  for (const { path, message } of read.error.issues)
    faults.add(z.core.toDotPath(path) || 'the file', message);
  throw faults.refusal(name);
}
