import type { Log } from '../common/log.ts';
import { waitOnTimer } from '../common/wait.ts';
import { startOnPortOf } from '../server/webServer.ts';
import type { DeskFacts } from './facts.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { adminPages } from './pages.ts';
import { watchStalls } from './stalls.ts';

/** What counts from now on, and shows it at `address` once it is started. */
export function adminAt(address: { port: number; host: string }) {
  const metrics = createMetrics();
  return {
    observer: metrics,
    start: (asked: Pick<Parameters<typeof startAdmin>[0], 'desk' | 'log' | 'isEnding'>) =>
      startAdmin({ ...asked, address, metrics }),
  };
}

/** Serves `/healthz`, `/readyz` and `/metrics` until `stop`. Rejects when the port is taken. */
export async function startAdmin(asked: {
  /** Port 0 takes a free one. */
  address: { port: number; host: string };
  desk: { facts: () => Promise<DeskFacts>; ill: () => Promise<DeskFacts['ill']> };
  metrics: Metrics;
  /** Whether it is about to take no more requests. Default: it is not. */
  isEnding?: () => boolean;
  log: Log;
}): Promise<{ port: number; stop(): Promise<void> }> {
  const { address, desk, metrics, isEnding, log } = asked;
  const pages = adminPages({ ...desk, metrics, ...(isEnding && { isEnding }) });
  const server = await startOnPortOf('ADMIN_PORT', {
    ...address,
    adapters: [pages],
    wait: waitOnTimer,
    log,
  });
  const stalls = watchStalls({ stalled: metrics.stalled, elapsed: () => performance.now() });
  return {
    port: server.port,
    stop() {
      stalls.stop();
      return server.stop();
    },
  };
}
