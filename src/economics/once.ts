/** Computes something of a thing once, however often it is asked for; the thing is never changed. */
export function oncePer<Key extends object, T>(compute: (of: Key) => T): (of: Key) => T {
  const known = new WeakMap<Key, T>();
  return (of) => {
    const value = known.get(of) ?? compute(of);
    known.set(of, value);
    return value;
  };
}
