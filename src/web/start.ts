import type { ChatAdapter } from '../chat/adapter.ts';
import type { HttpAddress } from '../chat/adapterKind.ts';
import type { Log } from '../common/log.ts';
import { waitOnTimer } from '../common/wait.ts';
import { startOnPortOf, startWebServer } from '../server/webServer.ts';
import type { WebPart } from './sheetPages.ts';

/** The web server of this process, and where people find the sheet on it. */
export interface Web {
  /** Undefined where only platforms come to it. */
  sheetAt: string | undefined;
  /** Where assistants come; undefined as above. */
  assistantsAt: string | undefined;
  /** Whether it is for this machine alone. */
  isLocal: boolean;
  stop(): Promise<void>;
}

interface Asked {
  http: HttpAddress;
  adapters: readonly ChatAdapter[];
  /** Whether a platform comes to us over HTTP. */
  needed: boolean;
  /** Whether a person sits at the terminal of this process. */
  atTerminal: boolean;
  pages: readonly WebPart[];
  log: Log;
}

/**
 * Serves platforms and pages: to everybody where platforms or browsers are to come from outside, to this machine alone
 * where only the person at its terminal does, and not at all where nobody does. Rejects when the port is taken, but
 * for this machine alone, where the next free one does.
 */
export async function startWeb({
  http,
  adapters,
  needed,
  atTerminal,
  pages,
  log,
}: Asked): Promise<Web | undefined> {
  const { port, publicUrl } = http;
  if (needed || publicUrl !== undefined) {
    const where = { port, host: '0.0.0.0' };
    const parts = [...adapters, ...pages];
    const server = await startOnPortOf('PORT', { ...where, adapters: parts, wait: waitOnTimer, log });
    return { ...placesAt(publicUrl), isLocal: false, stop: stopOf({ server, pages }) };
  }
  if (!atTerminal) return undefined;
  const server = await startLocally({ port, pages, log });
  if (!server) return undefined;
  return { ...placesAt(`http://${HERE}:${server.port}`), isLocal: true, stop: stopOf({ server, pages }) };
}

const placesAt = (origin: string | undefined) => ({
  sheetAt: origin && `${origin}/sheet/`,
  assistantsAt: origin && `${origin}/mcp`,
});

/** What was asked is answered; then what pages still hold open ends. */
const stopOf =
  ({ server, pages }: { server: { stop(): Promise<void> }; pages: readonly WebPart[] }) =>
  async (): Promise<void> => {
    await server.stop();
    await Promise.all(pages.map((page) => page.stop?.()));
  };

const HERE = '127.0.0.1';
const MOST_TRIED = 20;

async function startLocally({ port, pages, log }: Pick<Asked, 'pages' | 'log'> & { port: number }) {
  for (let tried = port; tried < port + MOST_TRIED && tried <= 65_535; tried++) {
    try {
      return await startWebServer({ port: tried, host: HERE, adapters: pages, wait: waitOnTimer, log });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  log.warn({}, `The sheet is not served: ports ${port} to ${port + MOST_TRIED - 1} are taken`);
  return undefined;
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
