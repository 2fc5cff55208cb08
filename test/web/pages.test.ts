import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSheet } from '../../sheet/build.ts';
import { reply } from '../../src/chat/reply.ts';
import type { DailyRow } from '../../src/market/contract.ts';
import { startWebServer } from '../../src/server/webServer.ts';
import { readQuestion, topics } from '../../src/sheet/question.ts';
import { askedFiles, writeFiles } from '../../src/web/askedFiles.ts';
import { marketPages } from '../../src/web/marketPages.ts';
import { sheetWith } from '../../src/web/sheetFile.ts';
import { type SheetFolder, sheetFolder, whereSheetIs } from '../../src/web/sheetFolder.ts';
import { sheetPages } from '../../src/web/sheetPages.ts';
import { startWeb } from '../../src/web/start.ts';
import { openTestDesk } from '../support/desk.ts';
import { tempDirectory } from '../support/tempDirectory.ts';
import { silentLog } from '../support/testMarket.ts';

const built = sheetFolder({ build: buildSheet, log: silentLog });
/** Packed once: it takes longer than most tests. */
const sheet = sheetPages({ folder: built });
const missing: SheetFolder = {
  isThere: () => false,
  ready: async () => undefined,
  file: async () => undefined,
};

/** The pages on a free port until the test ends. */
async function serve(pages = sheet, history: DailyRow[] = []) {
  const desk = openTestDesk();
  const snapshot = async () => ({ ...(await desk.market.snapshot()), history });
  const adapters = [pages, marketPages({ snapshot, now: desk.clock.now })];
  const wait = async () => {};
  const server = await startWebServer({ port: 0, host: '127.0.0.1', adapters, wait, log: silentLog });
  onTestFinished(() => server.stop());
  return (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { redirect: 'manual', ...init });
}

describe('sheetPages()', () => {
  it('serves the page under a policy that lets nothing in from elsewhere', async () => {
    const get = await serve();
    const page = await get('/sheet/');
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await page.text()).toContain('<div id="sheet">');
  });

  it('leads to the folder, where relative addresses are right', async () => {
    const answer = await (await serve())('/sheet');
    expect({ status: answer.status, to: answer.headers.get('location') }).toEqual({
      status: 308,
      to: '/sheet/',
    });
  });

  it('serves what the page needs, packed, to be kept for ever', async () => {
    const get = await serve();
    const [, script = ''] = /src="\.\/([^"]+)"/.exec(await (await get('/sheet/')).text()) ?? [];
    const answer = await get(`/sheet/${script}`, { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
  });

  it.each(['/sheet/../package.json', '/sheet/%2e%2e/package.json', '/sheet/one-file.htm', '/sheets'])(
    'has nothing at %s',
    async (path) => {
      expect((await (await serve())(path)).status).toBe(404);
    },
  );

  it('says in the link of each question which one it is, and none of its figures', async () => {
    const get = await serve();
    const titles = new Set<string>();
    for (const topic of topics) {
      const page = await get(`/sheet/${topic}`);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      const text = await page.text();
      const [, title = ''] = /<meta property="og:title" content="([^"]+)"/.exec(text) ?? [];
      expect(title).toMatch(/\?$/);
      expect(text).toContain(`<title>${title} Hashdesk sheet</title>`);
      expect(text).toMatch(/<meta property="og:description" content="[^"\d]+"/);
      titles.add(title);
    }
    expect(titles.size).toBe(topics.length);
  });

  it('refuses what does not read', async () => {
    expect((await (await serve())('/sheet/', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it('says how to build it where it is not built', async () => {
    const answer = await (await serve(sheetPages({ folder: missing })))('/sheet/');
    expect({ status: answer.status, text: await answer.text() }).toEqual({
      status: 503,
      text: 'The sheet is not built here: npm run sheet:build builds it.',
    });
  });
});

describe('marketPages()', () => {
  it('gives the market that a sheet reads, to everybody', async () => {
    const answer = await (await serve())('/api/market.json');
    const { market, hashpriceUsdPerPhDay } = (await answer.json()) as Record<string, unknown>;
    expect(hashpriceUsdPerPhDay).toBeCloseTo(35.05, 2);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(() => readQuestion({ topic: 'halving', options: {}, sites: [], market })).not.toThrow();
  });

  it('gives the days of one metric as CSV', async () => {
    const days = ['2026-01-29', '2026-01-30', '2026-01-31'];
    const rows = days.map((day, index) => ({
      day,
      source: 'a source',
      observedAt: 0,
      ...(index < 2 && { hashpriceUsdPerPhDay: 35 + index }),
    }));
    const get = await serve(sheet, rows);
    const answer = await get('/api/history.csv?metric=hashpriceUsdPerPhDay&days=2');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe('day,hashpriceUsdPerPhDay\r\n2026-01-30,36\r\n');
    const unknown = await get('/api/history.csv?metric=difficulty');
    expect({ status: unknown.status, text: await unknown.text() }).toEqual({
      status: 503,
      text: 'No day of difficulty is known here yet: try again later.\n',
    });
  });

  it.each([
    ['metric=sites', 'metric must be one of priceUsd, difficulty,'],
    ['days=0', 'days must be a whole number between 1 and 3650.'],
    ['days=1e9', 'days must be a whole number'],
    ['days=5&days=7', 'days is there more than once: say it once.'],
    ['day=3', 'There is no "day": metric and days are read.'],
  ])('refuses %s in words', async (query, words) => {
    const answer = await (await serve())(`/api/history.csv?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(words);
  });

  it('answers 600 requests a minute and says when to come again', async () => {
    let time = 0;
    const pages = marketPages({ snapshot: () => openTestDesk().market.snapshot(), now: () => time });
    const ask = () => pages.fetch(new Request('http://desk/api/history.csv?days=0'));
    for (let asked = 0; asked < 600; asked++) expect((await ask()).status).toBe(400);
    const refused = await ask();
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({
      status: 429,
      after: '60',
    });
    time = 60_000;
    expect((await ask()).status).toBe(400);
  });
});

describe('startWeb()', () => {
  const pages = [sheetPages({ folder: missing })];
  const shared = { adapters: [], pages, log: silentLog };

  it('does not listen where nobody would come', async () => {
    expect(
      await startWeb({ ...shared, http: { port: 0 }, needed: false, atTerminal: false }),
    ).toBeUndefined();
  });

  it('takes the next free port for the person at its terminal, on this machine alone', async () => {
    const port = 39_120 + (process.pid % 500);
    const first = await startWeb({ ...shared, http: { port }, needed: false, atTerminal: true });
    const second = await startWeb({ ...shared, http: { port }, needed: false, atTerminal: true });
    onTestFinished(async () => {
      await first?.stop();
      await second?.stop();
    });
    expect(first?.sheetAt).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sheet\/$/);
    expect(second?.sheetAt).not.toBe(first?.sheetAt);
    expect(second?.isLocal).toBe(true);
  });

  it('links to the public address where there is one', async () => {
    const http = { port: 39_700 + (process.pid % 200), publicUrl: 'https://desk.example.com' };
    const web = await startWeb({ ...shared, http, needed: false, atTerminal: true });
    onTestFinished(() => web?.stop());
    expect(web).toMatchObject({ sheetAt: 'https://desk.example.com/sheet/', isLocal: false });
  });
});

describe('whereSheetIs()', () => {
  const at = 'http://127.0.0.1:3000/sheet/';

  it.each([
    ['is built', { ...missing, isThere: () => true }, `The sheet is at ${at}`],
    ['can be built', { ...missing, ready: async () => 'dist/sheet' }, `The sheet is at ${at}`],
    [
      'cannot be built',
      missing,
      'The sheet is not there and cannot be built: npm ci, then npm run sheet:build',
    ],
  ])('says in one line where it is, or why there is none, where it %s', async (_, folder, line) => {
    expect(await whereSheetIs({ folder, at })).toBe(line);
  });
});

describe('sheetWith()', () => {
  const oneFile = '<script type="application/json" id="question"></script>';

  it('writes a fragment into the page', () => {
    expect(sheetWith({ oneFile, fragment: '1.a-_$&'.slice(0, 5) })).toBe(oneFile.replace('></', '>1.a-_</'));
  });

  it('writes nothing else', () => {
    expect(() => sheetWith({ oneFile, fragment: '</script>' })).toThrow(TypeError);
  });
});

describe('writeFiles()', () => {
  it('says in words why a file could not be written', async () => {
    const page = async () => '<p>';
    const asked = { reply: reply({ title: 'T', question: '{}' }), make: { '--sheet': page, '--xlsx': page } };
    const to = (path: string) => writeFiles({ ...asked, files: [{ option: '--sheet', path }] });
    expect(await to('/none/x.html')).toBe('“/none/x.html” was not written: there is no such folder.');
    expect(await to('.')).toBe('“.” was not written: it is a folder, name a file.');
  });
});

describe('writeFiles() of an answer without a sheet', () => {
  const make = { '--sheet': async () => '<p>', '--xlsx': async () => '<p>' };
  const toSheet = () => [{ option: '--sheet' as const, path: join(tempDirectory(), 'sheet.html') }];

  it('writes the page that the answer brings', async () => {
    const content = '<p>The page';
    const blocks = [{ kind: 'file' as const, name: 'sheet.html', mediaType: 'text/html', content }];
    const files = toSheet();
    expect(await writeFiles({ reply: reply({ title: 'Sheet', blocks }), make, files })).toBeUndefined();
    expect(readFileSync(files[0]!.path, 'utf8')).toBe(content);
  });

  it('says why there is none, and what to ask', async () => {
    const desk = openTestDesk();
    for (let at = 1; at <= 21; at += 1)
      await desk.ask(`site add site${at} 1 MW s21xp at $45/MWh`, { person: { id: `p${at}` } });
    const { reply } = await desk.ask('profit all');
    expect(await writeFiles({ reply, make, files: toSheet() })).toMatch(
      /has no sheet: one holds 20 sites at most\. Ask about one of them\. Nothing was written\.$/,
    );
  });
});

describe('askedFiles()', () => {
  it('tells the files from the question', () => {
    expect(askedFiles(['--sheet', 'out.html', 'profit demo', '--json', '--xlsx', 'out.xlsx'])).toEqual({
      words: ['profit demo', '--json'],
      files: [
        { option: '--sheet', path: 'out.html' },
        { option: '--xlsx', path: 'out.xlsx' },
      ],
    });
  });
});
