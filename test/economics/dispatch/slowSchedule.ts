import type { RestartRules, Slot } from '../../../src/economics/index.ts';

/** What the best schedule without a ramp earns (USD per MW), told slot by slot: the best course for each length of an off run. */
export function slowScheduleUsd(given: {
  prices: readonly Slot[];
  strikeUsdPerMwh: number;
  rules: RestartRules;
}): number {
  const { prices, strikeUsdPerMwh, rules } = given;
  const hours = (prices[0]!.end - prices[0]!.start) / 3_600_000;
  const leastOff = Math.max(1, Math.ceil((rules.minimumOffHours ?? 0) / hours));
  // By how many slots the class has been off; 0 is running.
  let courses = new Map([[0, 0]]);
  for (const { value } of prices) {
    const next = new Map<number, number>();
    const offer = (off: number, usd: number) => next.set(off, Math.max(usd, next.get(off) ?? -Infinity));
    for (const [off, usd] of courses) {
      offer(Math.min(off + 1, leastOff), usd);
      const runningUsd = usd + (strikeUsdPerMwh - value) * hours;
      if (off === 0) offer(0, runningUsd);
      if (off === leastOff) offer(0, runningUsd - (rules.restartUsdPerMw ?? 0));
    }
    courses = next;
  }
  return Math.max(...courses.values());
}
