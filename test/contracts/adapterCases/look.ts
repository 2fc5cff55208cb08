import { expect, vi } from 'vitest';

/** Resolves when `holds` does; what has not come after ten seconds does not come. */
export async function until(holds: () => boolean): Promise<void> {
  await vi.waitUntil(holds, { timeout: 10_000, interval: 5 });
}

/** What a harness must be able to do for a case that it does not skip. */
export function able<T>(ability: T | undefined, name: string): T {
  expect(ability, `the session can ${name}`).toBeDefined();
  return ability!;
}

export function missing({ shown, wanted }: { shown: string; wanted: readonly string[] }): string[] {
  return wanted.filter((text) => !shown.includes(text));
}

/** How often `text` is shown. */
export const countOf = (shown: string, text: string): number => shown.split(text).length - 1;
