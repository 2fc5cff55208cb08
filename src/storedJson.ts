import { z } from 'zod';
import { StorageError } from './errors.ts';

/** What was stored as `json` under `name`. Throws StorageError when it is not of `schema`: never a half-read value. */
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
  throw new StorageError(
    `What is stored under "${name}" is not of the expected form: ${z.prettifyError(read.error)}`,
  );
}

function parsed(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new StorageError(`What is stored under "${name}" is damaged.`, { cause });
  }
}
