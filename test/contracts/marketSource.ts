import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answers, MarketSource, Quantity, SourceKind } from '../../src/market/source.ts';
import { refuseChain, refuseFees, refuseHashrate, refusePrice } from '../../src/market/truth/plausible.ts';
import { SourceError } from '../../src/net/http.ts';
import { type Fault, type MarketServer, startMarketServer, type Upstream } from '../support/marketServer.ts';
import { expectNoSecret } from '../support/secrets.ts';

export interface MarketSourceCase {
  kind: SourceKind;
  upstream: Upstream;
  provides: Quantity[];
  /** Answers in a wrong unit or with an impossible value, by what goes wrong: they must throw or be refused. */
  wrong: Record<string, { quantity: Exclude<Quantity, 'history'>; path?: string; change: Fault['change'] }>;
}

const now = () => Date.parse('2026-04-20T12:00:00Z');
const secret = { user: 'miner-user', password: 'p%40ss-wo%rd-4711', key: 'query-key-0815' };

/** What every market source does, against a real server. */
export function marketSourceContract({ kind, upstream, provides, wrong }: MarketSourceCase): void {
  let server: MarketServer;
  beforeEach(async () => {
    server = await startMarketServer({ now });
  });
  afterEach(() => server.close());

  /** Patient with a busy machine; short only where no answer will come. */
  const open = (url = server.url, timeoutMs = 5_000) =>
    kind.create({ url, fetch: globalThis.fetch, now, timeoutMs });
  const askAll = (source: MarketSource) =>
    Promise.allSettled(provides.map((quantity) => source[quantity]!()));
  /** Every question fails with a SourceError; its words. */
  async function failures(source: MarketSource): Promise<string[]> {
    const results = await askAll(source);
    return results.map((result) => {
      expect(result.status).toBe('rejected');
      const { reason } = result as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(SourceError);
      return String(reason.message);
    });
  }

  describe(`${kind.variable} as a MarketSource`, () => {
    it('provides what it says', () => {
      const source = open();
      const all: Quantity[] = ['price', 'chain', 'fees', 'hashrate', 'history'];
      expect(all.filter((quantity) => source[quantity])).toEqual(provides);
    });

    it('gives believable answers, observed now', async () => {
      const source = open();
      for (const quantity of provides) {
        const { value, observedAt } = await source[quantity]!();
        expect(observedAt).toBe(now());
        if (quantity !== 'history') expect(refusalOf(quantity, value, server)).toBeUndefined();
      }
    });

    it('has one request in flight when asked everything at once', async () => {
      server.state.faults[upstream] = { delayMs: 2 };
      await askAll(open());
      expect(server.state.mostAtOnce[upstream]).toBe(1);
    });

    it('tolerates a trailing slash and /api in its URL', async () => {
      for (const ending of ['/', '/api', '/api/', '//']) {
        const results = await askAll(open(server.url + ending));
        expect(results.map(({ status }) => status)).toEqual(provides.map(() => 'fulfilled'));
      }
    });

    it.each([
      ['garbage', { body: '<html>Bad gateway</html>' }],
      ['JSON of another shape', { body: '{"unexpected":[1,2,3]}' }],
      ['null', { body: 'null' }],
      ['an empty answer', { body: '' }],
      ['HTTP 500', { status: 500, body: 'internal error' }],
      ['HTTP 404', { status: 404, body: '{}' }],
      ['a dropped connection', { drop: true }],
      ['no answer at all', { hang: true }],
      ['an answer that never ends', { body: `"${'x'.repeat(31_000_000)}"` }],
    ] as [string, Fault][])('throws a SourceError on %s', async (_, fault) => {
      server.state.faults[upstream] = fault;
      const source = open(server.url, fault.hang ? 300 : 5_000);
      expect(await failures(source)).toHaveLength(provides.length);
    });

    it('refuses to follow a redirect to another host', async () => {
      server.state.faults[upstream] = { status: 302, headers: { location: 'http://localhost:9/elsewhere' } };
      for (const message of await failures(open())) expect(message).toMatch(/redirects to another host/);
    });

    it('sends user info as a header and never shows it', async () => {
      const base = server.url.replace('//', `//${secret.user}:${secret.password}@`);
      const source = open(`${base}/?key=${secret.key}`);
      await askAll(source);
      const sent = server.state.authorizations[0]!.replace('Basic ', '');
      expect(Buffer.from(sent, 'base64').toString()).toBe(`${secret.user}:${secret.password}`);
      server.state.faults[upstream] = { status: 500, body: 'no' };
      const shown = [...(await failures(source)), source.url, source.name].join(' ');
      expectNoSecret(shown, { ...secret, header: sent });
    });

    it('gives up when the question is withdrawn', async () => {
      server.state.faults[upstream] = { hang: true };
      const asked = open()[provides[0]!]!({ signal: AbortSignal.abort() });
      await expect(asked).rejects.toThrow(SourceError);
    });

    it.each(Object.entries(wrong))('is not believed with %s', async (_, { quantity, path, change }) => {
      server.state.faults[path ?? upstream] = { change };
      const [result] = await Promise.allSettled([open()[quantity]!()]);
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(SourceError);
      else expect(refusalOf(quantity, result.value.value, server)).toEqual(expect.any(String));
    });
  });
}

function refusalOf(
  quantity: Exclude<Quantity, 'history'>,
  value: unknown,
  { state: { chain } }: MarketServer,
) {
  switch (quantity) {
    case 'price':
      return refusePrice(value as Answers['price']);
    case 'chain':
      return refuseChain(value as Answers['chain'], { now: now() });
    case 'fees':
      return refuseFees(value as Answers['fees']);
    case 'hashrate':
      return refuseHashrate(value as Answers['hashrate'], { difficulty: chain.difficultyAt(chain.height) });
  }
}
