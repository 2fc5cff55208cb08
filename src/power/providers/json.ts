import type { z } from 'zod';
import { SourceError } from '../../net/http.ts';

/** JSON of a shape. @throws SourceError saying where it differs */
export function readJson<T>({ text, schema }: { text: string; schema: z.ZodType<T> }): T {
  const parsed = schema.safeParse(anyJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SourceError(
    `unreadable at “${issue?.path.join('.') ?? ''}”: ${issue?.message ?? 'unknown shape'}`,
  );
}

export function anyJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError(`it is not JSON, it begins with ${beginning(text)}`);
  }
}

/** What is at a path of names and positions, `data.0.price`; the thing itself for none. */
export function atPath(value: unknown, path: string): unknown {
  const names = path === '' ? [] : path.split('.');
  return names.reduce<unknown>(
    (holder, name) =>
      typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
        ? (holder as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** The first characters of a text, for an error. */
export const beginning = (text: string): string => JSON.stringify(text.trim().slice(0, 30));
