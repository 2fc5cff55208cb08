import type { Log } from '../common/log.ts';

/** Stops one part after the other. One that fails is logged and keeps no other from being stopped. */
export async function stopAll({ steps, log }: { steps: (() => unknown)[]; log: Log }): Promise<void> {
  for (const step of steps) {
    try {
      await step();
    } catch (err) {
      log.warn({ err }, 'A part of Hashdesk could not be stopped as it should');
    }
  }
}
