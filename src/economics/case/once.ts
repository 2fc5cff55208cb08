import type { Prepared } from './case.ts';

/** Computes something of a case once, however often it is asked for: a prepared case is never changed. */
export function oncePerCase<T>(compute: (given: Prepared) => T): (given: Prepared) => T {
  const known = new WeakMap<Prepared, T>();
  return (given) => {
    const value = known.get(given) ?? compute(given);
    known.set(given, value);
    return value;
  };
}
