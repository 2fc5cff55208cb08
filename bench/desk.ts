import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { renderPlain } from '../src/chat/plain.ts';
import { openDesk } from '../src/desk.ts';
import { createLog } from '../src/log.ts';
import { startMarketServer } from '../test/support/marketServer.ts';

/** A desk on a market stand-in and a folder of its own, its data cached; `ask` goes from a line to rendered text. */
export async function openBenchDesk() {
  const server = await startMarketServer();
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const urls = Object.fromEntries(
    ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'].map((name) => [
      name,
      server.url,
    ]),
  );
  let asked = 0;
  const desk = openDesk({
    config: {
      dataDirectory: directory,
      colour: false,
      http: { port: 3000 },
      market: { refreshSeconds: 3600, urls },
    },
    commands,
    version: 'bench',
    now: Date.now,
    fetch,
    random: Math.random,
    newId: () => `id${asked}`,
    log: createLog({ level: 'silent' }),
  });
  await desk.market.snapshot();
  return {
    async ask(text: string): Promise<string> {
      asked += 1;
      const reply = await desk.bot.handle({
        address: { adapter: 'console', tenant: 'console:local', channel: 'bench' },
        person: { id: 'operator', name: 'operator', standing: 'admin', roles: [] },
        ask: { text },
      });
      if (reply === undefined || reply.tone === 'error')
        throw new Error(`${text}: ${reply?.title ?? 'no answer'}`);
      return renderPlain({ reply, now: Date.now(), width: 80, colour: false });
    },
    async close() {
      await desk.stop();
      await server.close();
      rmSync(directory, { recursive: true });
    },
  };
}
