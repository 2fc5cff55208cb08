import pino from 'pino';
import { type Hidden, scrubber } from './scrub.ts';

/** Structured lines. Whatever is put in, no secret comes out. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log whose every line carries `fields` as well. */
  child(fields: object): Log;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * A log that writes one JSON line at a time, by default to stderr and before the call returns, so that the
 * last words of a dying process are not lost.
 */
export function createLog({
  level,
  write,
  ...hidden
}: Hidden & {
  level: LogLevel;
  write?: (line: string) => void;
}): Log {
  const { err } = pino.stdSerializers;
  const scrub = scrubber(hidden);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err, error: err, cause: err },
      hooks: { streamWrite: (line) => scrubLine(line, scrub) },
    },
    write ? { write } : pino.destination({ dest: 2, sync: true }),
  );
}

/** Works on the values, not on the line: a quote or a backslash in a password is escaped in JSON. */
function scrubLine(line: string, scrub: (text: string) => string): string {
  const clean = JSON.parse(line, (_, value: unknown) => {
    if (typeof value === 'string') return scrub(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [scrub(key), part]));
  });
  return `${JSON.stringify(clean)}\n`;
}
