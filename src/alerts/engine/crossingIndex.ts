/** Which rules have a boundary where a series has moved. */
export interface CrossingIndex {
  add(series: string, boundaries: readonly number[], rule: number): void;
  /** Any move of the series concerns the rule. */
  addAlways(series: string, rule: number): void;
  /** Puts what was added in order now, rather than when it is first asked for. */
  settle(): void;
  /** Takes a series out with all rules that watch it. */
  drop(series: string): void;
  series(): Iterable<string>;
  /** Calls `visit` with each rule that has a boundary from `from` to `to`, both included; with some more than once. */
  crossed(asked: { series: string; from: number; to: number }, visit: (rule: number) => void): void;
  /** The rules that any move of a series concerns. */
  always(series: string): readonly number[];
}

/** Boundaries in order, each with its rule. */
interface Sorted {
  values: Float64Array;
  rules: Uint32Array;
  /** Added since, not yet in order. */
  newValues: number[];
  newRules: number[];
  always: number[];
}

/** Rounding may put a computed value on the other side of its own boundary. */
const ROUNDING = 1e-9;

/**
 * Sorted arrays, because a million objects would take ten times the memory. Nothing is taken out one by one: what
 * is left of a rule that was changed leads to a look at it that finds nothing to do.
 */
export function crossingIndex(): CrossingIndex {
  const all = new Map<string, Sorted>();
  const of = (series: string): Sorted => {
    const sorted = all.get(series) ?? empty();
    all.set(series, sorted);
    return sorted;
  };
  return {
    addAlways: (series, rule) => void of(series).always.push(rule),
    add(series, boundaries, rule) {
      const sorted = of(series);
      for (const boundary of boundaries) {
        sorted.newValues.push(boundary);
        sorted.newRules.push(rule);
      }
    },
    settle() {
      for (const sorted of all.values()) merge(sorted);
    },
    drop: (series) => void all.delete(series),
    series: () => all.keys(),
    crossed({ series, from, to }, visit) {
      const sorted = all.get(series);
      if (!sorted) return;
      merge(sorted);
      const margin = ROUNDING * Math.max(Math.abs(from), Math.abs(to));
      const last = Math.max(from, to) + margin;
      const { values, rules } = sorted;
      for (
        let at = lowerBound(values, Math.min(from, to) - margin);
        at < values.length && values[at]! <= last;
        at++
      )
        visit(rules[at]!);
    },
    always: (series) => all.get(series)?.always ?? [],
  };
}

const empty = (): Sorted => ({
  values: new Float64Array(0),
  rules: new Uint32Array(0),
  newValues: [],
  newRules: [],
  always: [],
});

/** The first index whose value is not below `value`. */
function lowerBound(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts what was added in order: whole stretches of the old are copied between two of the new. */
function merge(sorted: Sorted): void {
  const { values: old, rules: oldRules, newValues, newRules } = sorted;
  if (newValues.length === 0) return;
  const order = Uint32Array.from(newValues, (_, at) => at).sort((a, b) => newValues[a]! - newValues[b]!);
  const values = new Float64Array(old.length + newValues.length);
  const rules = new Uint32Array(values.length);
  let [taken, put] = [0, 0];
  const copyTo = (end: number) => {
    values.set(old.subarray(taken, end), put);
    rules.set(oldRules.subarray(taken, end), put);
    put += end - taken;
    taken = end;
  };
  for (const at of order) {
    if (old.length > 0) copyTo(Math.max(taken, lowerBound(old, newValues[at]!)));
    values[put] = newValues[at]!;
    rules[put++] = newRules[at]!;
  }
  copyTo(old.length);
  Object.assign(sorted, { values, rules, newValues: [], newRules: [] });
}
