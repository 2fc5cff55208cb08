import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commands } from '../commands/index.ts';
import { metricsWith } from '../src/chat/show/metrics.ts';
import { siteStoreOf } from '../src/desk.ts';
import { openDatabase } from '../src/storage/sqlite/sqlite.ts';
import { startMarketServer } from './support/marketServer.ts';
import { ended } from './support/processes/child.ts';
import { tempDirectory } from './support/tempDirectory.ts';
import { besideLabel, readWorkbook } from './support/workbooks/spreadsheet.ts';

const launcher = join(import.meta.dirname, '../bin/hashdesk.mjs');
const metrics = metricsWith(commands);
const SOURCES = ['MEMPOOL_URL', 'COINBASE_URL', 'KRAKEN_URL', 'BITSTAMP_URL', 'GEMINI_URL'];
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

interface Setting {
  dataDirectory?: string;
  /** The origin of every source. */
  origin?: string;
  env?: Record<string, string>;
}

/** The program as a person starts it, in a folder of its own, with an environment that holds nothing else. */
function start(
  args: string[],
  { dataDirectory = tempDirectory(), origin = NOWHERE, env = {} }: Setting = {},
) {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: dataDirectory,
    env: {
      PATH: process.env.PATH ?? '',
      DATA_DIR: join(dataDirectory, 'data'),
      ...Object.fromEntries(SOURCES.map((name) => [name, origin])),
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function run(args: string[], setting?: Setting) {
  const child = start(args, setting);
  child.stdin.end();
  return ended(child);
}

/** Resolves when the program has said something that matches. */
function says(child: ChildProcess, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout!.on('data', (piece) => {
      text += piece;
      if (pattern.test(text)) resolve();
    });
  });
}

describe('ask', () => {
  it('prints the answer and exits with 0', async () => {
    const { code, stdout, stderr } = await run(['ask', 'profit demo']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Built-in reference data of 31 Jan 2026: no source answered/);
    expect(stdout).toContain('Demo Prairie (demo) earns $48,900/day');
    expect(stdout).not.toContain('\u001b');
    expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true);
  });

  it('writes the answer as a workbook where --xlsx names a file', async () => {
    const dataDirectory = tempDirectory();
    const { code, stdout } = await run(['ask', '--xlsx', 'demo.xlsx', 'profit demo', '--json'], {
      dataDirectory,
    });
    expect(code).toBe(0);
    const { figures } = JSON.parse(stdout) as { figures: { metric: string; value: number }[] };
    const results = readWorkbook(readFileSync(join(dataDirectory, 'demo.xlsx'))).find(
      ({ name }) => name === 'Results',
    )!;
    const margin = results.cells.get(besideLabel({ sheet: results, label: 'Margin', columns: 2 }));
    expect(margin?.value).toBe(figures.find(({ metric }) => metric === 'marginUsdPerDay')?.value);
  });

  it('takes the question in one piece or in several', async () => {
    const [whole, pieces] = await Promise.all([
      run(['ask', 'machines hydro 45']),
      run(['ask', 'machines', 'hydro', '45']),
    ]);
    expect(pieces.code).toBe(0);
    const plain = (text: string) => text.replace(/(explain|more|sheet) \S+/g, '$1');
    expect(plain(pieces.stdout)).toBe(plain(whole.stdout));
  });

  it.each([
    ['xyzzy demo', /^There is no command “xyzzy”\. Type help\.\n$/],
    ['profit demo power=4.5', /^A power price of 4\.5 could mean .*\n$/],
    ['machines zzz', /^No machine matches “zzz”\. .* Try: machines s21 · .*\n$/],
    ['', /^Nothing was asked\. .*\n$/],
  ])('says what is wrong with “%s” in one line on stderr and exits with 2', async (line, message) => {
    const { code, stdout, stderr } = await run(['ask', line]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('exits with 2 and prints the Reply when it cannot answer with --json', async () => {
    const { code, stdout, stderr } = await run(['ask', 'xyzzy', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ tone: 'error', figures: [] });
  });

  it.each([
    [
      'profit demo',
      [
        ...['revenueUsdPerDay', 'powerCostUsdPerDay', 'marginUsdPerDay', 'powerDrawMw', 'hashratePhPerS'],
        ...['breakevenPowerPriceUsdPerMwh', 'breakevenHashpriceUsdPerPhDay', 'breakevenBtcPriceUsd'],
        'costPerBtcDirectUsd',
      ],
    ],
    [
      'hashprice',
      [
        ...['hashpriceUsdPerPhDay', 'hashpriceBtcPerPhDay', 'btcPriceUsd', 'difficulty'],
        ...['networkHashrateEhPerS', 'nextRetargetChangePercent'],
      ],
    ],
    ['halving', ['halvingBlocksLeft', 'halvingTimeUnix', 'subsidyAfterHalvingBtc']],
    [
      'difficulty',
      ['difficulty', 'nextRetargetChangePercent', 'nextRetargetLowPercent', 'pastRetargetChangePercent'],
    ],
  ])('prints the figures of “%s” under their stable names with --json', async (line, names) => {
    const { code, stdout } = await run(['ask', line, '--json']);
    expect(code).toBe(0);
    const { figures, notice, title } = JSON.parse(stdout);
    expect(Object.keys(JSON.parse(stdout)).slice(0, 3)).toEqual(['title', 'notice', 'figures']);
    expect(title).not.toBe('');
    expect(notice).toMatch(/reference data/);
    expect(figures.map(({ metric }: { metric: string }) => metric)).toEqual(expect.arrayContaining(names));
    for (const figure of figures) {
      expect(figure).toEqual({
        metric: expect.toSatisfy((name: string) => Object.hasOwn(metrics, name)),
        ...('subject' in figure ? { subject: expect.any(String) } : {}),
        value: expect.toSatisfy(Number.isFinite),
        unit: expect.any(String),
        text: expect.stringMatching(/\S/),
        source: expect.stringMatching(/\S/),
        // What was published since has a date of its own.
        asOf: figure.subject === 'published' ? '2026-06-26T00:00:00.000Z' : '2026-01-31T23:57:31.000Z',
      });
    }
  });

  it('answers from the market where one answers', async () => {
    const server = await startMarketServer();
    onTestFinished(server.close);
    const { code, stdout } = await run(['ask', 'hashprice', '--json'], { origin: server.url });
    expect(code).toBe(0);
    const { notice, figures } = JSON.parse(stdout);
    expect(notice).toBeUndefined();
    expect(figures).toContainEqual(expect.objectContaining({ metric: 'btcPriceUsd', value: 91_234.5 }));
  });

  it('answers with reference data when every source accepts and never answers', async () => {
    const { origin } = await hangingServer();
    const { code, stdout } = await run(['ask', 'hashprice'], { origin });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Built-in reference data of 31 Jan 2026: no source answered/);
  });

  it('does not mind when whoever reads has read enough', async () => {
    const child = start(['ask', 'machines all']);
    child.stdout.destroy();
    child.stdin.end();
    expect(await ended(child)).toMatchObject({ code: 0, stderr: '' });
  });

  it('keeps DATA_DIR and its files to their owner', async () => {
    const dataDirectory = tempDirectory();
    await run(['ask', 'site add rockdale 100 MW s21xp at 45'], { dataDirectory });
    const data = join(dataDirectory, 'data');
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(data)).toBe('700');
    expect(readdirSync(data).map((name) => mode(join(data, name)))).toEqual(
      readdirSync(data).map(() => '600'),
    );
  });

  it.each([
    [{ MARKET_REFRESH_SECONDS: 'soon' }, 'MARKET_REFRESH_SECONDS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ MEMPOOL_URL: 'ftp://user:hunter22@example.com' }, 'MEMPOOL_URL'],
  ])('names the variable that cannot be used in one line and exits with 1: %j', async (env, name) => {
    const { code, stdout, stderr } = await run(['ask', 'hashprice'], { env: env as Record<string, string> });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(name);
    expect(stderr).not.toContain('hunter22');
  });
});

describe('start', () => {
  it('answers piped lines in their order and ends with them', async () => {
    const child = start([]);
    child.stdin.end('xyzzy\nhelp profit\nsite add rockdale 100 MW s21xp at 45\nprofit rockdale\n');
    const { code, stdout, stderr } = await ended(child);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const places = ['“xyzzy”', 'Examples: profit demo', 'rockdale was added', 'rockdale earns $'].map(
      (text) => stdout.indexOf(text),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('shares its data with ask while it runs', async () => {
    const dataDirectory = tempDirectory();
    const running = start([], { dataDirectory });
    const added = says(running, /rockdale was added/);
    running.stdin.write('site add rockdale 100 MW s21xp at 45\n');
    await added;
    const asked = await run(['ask', 'profit rockdale'], { dataDirectory });
    expect({ code: asked.code, stderr: asked.stderr }).toEqual({ code: 0, stderr: '' });
    await run(['ask', 'site add fargo 3 s19jpro at 12c'], { dataDirectory });
    const listed = says(running, /fargo/);
    running.stdin.write('site list\n');
    await listed;
    running.stdin.end();
    expect((await ended(running)).code).toBe(0);
  });

  it('settles and exits with 0 on SIGTERM', async () => {
    const running = start([]);
    const answered = says(running, /Examples/);
    running.stdin.write('help profit\n');
    await answered;
    running.kill('SIGTERM');
    expect(await ended(running)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a database file that is deleted under a running desk', () => {
  it('refuses the change, is noticed, said, and ends the process with another code than 0', async () => {
    const dataDirectory = tempDirectory();
    const running = start([], { dataDirectory });
    const added = says(running, /rockdale was added/);
    running.stdin.write('site add rockdale 100 MW s21xp at 45\n');
    await added;
    rmSync(join(dataDirectory, 'data', 'hashdesk.sqlite'));
    const refused = says(running, /The database file was deleted while Hashdesk ran/);
    running.stdin.write('site add ghost 3 s19jpro at 12c\n');
    await refused;
    const { code, stderr } = await ended(running);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('The database file was deleted while Hashdesk ran'),
    });
  });
});

describe('kill -9', () => {
  it('loses no site that was confirmed', async () => {
    const dataDirectory = tempDirectory();
    const running = start([], { dataDirectory });
    const confirmed = confirmations(running);
    const many = says(running, /site20 was added/);
    for (let at = 1; at <= 200; at++) running.stdin.write(`site add site${at} 3 s19jpro at 12c\n`);
    await many;
    running.kill('SIGKILL');
    await ended(running);
    const database = openDatabase({ directory: join(dataDirectory, 'data') });
    onTestFinished(() => database.close());
    const kept = await siteStoreOf({ database, now: Date.now }).names('console:local');
    expect(confirmed().length).toBeGreaterThanOrEqual(20);
    expect(kept).toEqual(expect.arrayContaining(confirmed()));
  });
});

/** The names of the sites that the program has said were added. */
function confirmations(child: ChildProcess): () => string[] {
  let text = '';
  child.stdout!.on('data', (piece) => {
    text += piece;
  });
  return () => [...text.matchAll(/^(site\d+) was added: /gm)].map(([, name = '']) => name);
}

/** Accepts connections and says nothing. */
async function hangingServer(): Promise<{ server: Server; origin: string }> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, origin: `http://127.0.0.1:${port}` };
}
