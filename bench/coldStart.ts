import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startMarketServer } from '../test/support/marketServer.ts';
import { type BenchCase, quantile, timed } from './case.ts';
import { marketUrls } from './desk.ts';

const run = promisify(execFile);
const launcher = fileURLToPath(new URL('../bin/hashdesk.mjs', import.meta.url));
/** Writes the largest resident set of its life as its last line on stderr. */
const meter =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

/** `ask` as a person starts it: a new process, an empty folder, sources that answer, refuse or hang. */
export const coldStart: BenchCase = {
  name: 'ask from a cold start',
  async run() {
    const server = await startMarketServer();
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('The silent server has no port');
    const answering = await samples({ url: server.url, rounds: 10 });
    const refusing = await samples({ url: 'http://127.0.0.1:9', rounds: 5 });
    const hanging = await samples({ url: `http://127.0.0.1:${address.port}`, rounds: 3 });
    await server.close();
    silent.close();
    return [
      {
        name: 'sources answer: p50',
        value: quantile(answering.ms, 0.5),
        unit: 'ms',
        reach: { atMost: 1500 },
      },
      { name: 'sources refuse: p50', value: quantile(refusing.ms, 0.5), unit: 'ms', reach: { atMost: 1500 } },
      { name: 'sources hang: longest', value: quantile(hanging.ms, 1), unit: 'ms', reach: { atMost: 4000 } },
      { name: 'resident memory', value: quantile(answering.mb, 1), unit: 'MB', reach: { atMost: 200 } },
    ];
  },
};

async function samples({ url, rounds }: { url: string; rounds: number }) {
  const ms: number[] = [];
  const mb: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
    const env = { ...process.env, DATA_DIR: directory, ...marketUrls(url) };
    ms.push(
      await timed(async () => {
        const { stderr } = await run(process.execPath, ['--import', meter, launcher, 'ask', 'profit demo'], {
          env,
        });
        mb.push(Number(stderr.trim().split('\n').at(-1)) / 1024);
      }),
    );
    rmSync(directory, { recursive: true });
  }
  return { ms, mb };
}
