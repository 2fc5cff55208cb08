import type { WebhookHead } from '../chat/adapter.ts';
import type { DeskFacts } from './facts.ts';
import type { Metrics } from './metrics.ts';

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
const plain = (status: number, text: string) => new Response(`${text}\n`, { status, headers: PLAIN });

/**
 * `/healthz`: the process turns. `/readyz`: all is well, by the judgement behind `status` and the heartbeat; 503 with a
 * line for each part that is ill otherwise. `/metrics`: for Prometheus.
 */
export function adminPages(asked: {
  facts: () => Promise<DeskFacts>;
  /** Cheaper than `facts`, and there where the database is not. */
  ill: () => Promise<DeskFacts['ill']>;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  isEnding?: () => boolean;
}) {
  const { facts, ill, metrics, isEnding = () => false } = asked;
  const pages: Record<string, () => Response | Promise<Response>> = {
    '/healthz': () => plain(200, 'ok'),
    '/readyz': async () => (isEnding() ? plain(503, 'ending') : readiness(await ill())),
    '/metrics': async () =>
      new Response(await metrics.text(await facts()), {
        headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
      }),
  };
  return {
    refuse({ method, path }: WebhookHead): Response | undefined {
      if (!Object.hasOwn(pages, path)) return new Response(null, { status: 404 });
      if (method === 'GET' || method === 'HEAD') return undefined;
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    },
    async fetch(request: Request): Promise<Response> {
      return pages[new URL(request.url).pathname]!();
    },
  };
}

function readiness(ill: DeskFacts['ill']): Response {
  if (ill === undefined) return plain(503, 'starting');
  if (ill.length === 0) return plain(200, 'ready');
  return plain(503, ill.map(({ part, words }) => `${part}: ${words}`).join('\n'));
}
