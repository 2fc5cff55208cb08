/** One measured number; `reach` is what it should be, where something was promised. */
export interface Measurement {
  name: string;
  value: number;
  unit: string;
  reach?: { atMost: number } | { atLeast: number };
}

/** A group of measurements that are taken together. */
export interface BenchCase {
  name: string;
  /** It takes too long to be measured with the others. */
  onlyByName?: boolean;
  run(): Promise<Measurement[]>;
}

/** The value below which the share `q` of the samples lies. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  if (value === undefined) throw new RangeError('A quantile needs at least one sample');
  return value;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export const met = ({ value, reach }: Measurement): boolean =>
  reach === undefined || ('atMost' in reach ? value <= reach.atMost : value >= reach.atLeast);
