import { z } from 'zod';
import { DamagedError } from '../common/errors.ts';
import type { Log } from '../common/log.ts';

/** What was stored as `json` under `name`. Throws DamagedError when it is not of `schema`: never a half-read value. */
export function readStored<T>({
  json,
  schema,
  name,
}: {
  json: string;
  schema: z.ZodType<T>;
  name: string;
}): T {
  const read = schema.safeParse(parsed(json, name));
  if (read.success) return read.data;
  throw new DamagedError(
    `What is stored under "${name}" is not of the expected form: ${z.prettifyError(read.error)}`,
  );
}

function parsed(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new DamagedError(`What is stored under "${name}" is damaged.`, { cause });
  }
}

/** What `read` gives; undefined, with a line in the log, when it is damaged: one row must not hold up the others. */
export function unlessDamaged<T>(log: Pick<Log, 'error'>, read: () => T): T | undefined {
  try {
    return read();
  } catch (err) {
    if (!(err instanceof DamagedError)) throw err;
    log.error({ err }, 'Something stored is damaged and is left out');
    return undefined;
  }
}

/** What `read` gives; undefined where what is stored is damaged, and whoever asked says so. */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DamagedError) return undefined;
    throw error;
  }
}
