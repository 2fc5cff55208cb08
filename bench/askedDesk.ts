import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPlain } from '../src/chat/show/plain.ts';
import { startMarketServer } from '../test/support/marketServer.ts';
import { openBenchDesk } from './desk.ts';

/** A desk on a market stand-in and a folder of its own; `ask` goes from a line to rendered text. */
export async function openAskedDesk() {
  const server = await startMarketServer();
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const desk = await openBenchDesk({ directory, marketUrl: server.url });
  return {
    /** `file`: what is attached to the line. */
    async ask(text: string, file?: string): Promise<string> {
      const reply = await desk.bot.handle({
        address: { adapter: 'console', tenant: 'console:local', channel: 'bench' },
        person: { id: 'operator', name: 'operator', standing: 'admin', roles: [] },
        ask: { text },
        ...(file !== undefined && { attachment: async () => ({ name: 'year.csv', text: file }) }),
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
