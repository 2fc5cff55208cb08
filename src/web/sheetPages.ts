import { globSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { WebhookHead } from '../chat/adapter.ts';
import { type Topic, topics } from '../sheet/question.ts';
import type { SheetFolder } from './sheetFolder.ts';

/** What answers a part of the paths of a web server. */
export interface WebPart {
  refuse(head: WebhookHead): Response | undefined;
  fetch(request: Request): Promise<Response>;
  stop?(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Nothing from elsewhere, nothing written into the page; workers are made of a script that the page holds. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const GUARDS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

interface Page {
  headers: Record<string, string>;
  plain: Buffer<ArrayBuffer>;
  packed: Record<'br' | 'gzip', Buffer<ArrayBuffer>>;
}

/** The sheet under `/sheet/`, and under `/sheet/profit` and its siblings for their titles, as it was built, packed once. */
export function sheetPages({ folder }: { folder: SheetFolder }): WebPart {
  let pages: Promise<Map<string, Page>> | undefined;
  return {
    refuse({ method, path }) {
      if (path !== '/sheet' && !path.startsWith('/sheet/')) return new Response(null, { status: 404 });
      const reads = method === 'GET' || method === 'HEAD';
      return reads ? undefined : new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    },
    async fetch(request) {
      const { pathname } = new URL(request.url);
      // The fragment of a link comes along: browsers keep it over a redirect.
      if (pathname === '/sheet') return new Response(null, { status: 308, headers: { location: '/sheet/' } });
      const built = await folder.ready();
      if (built === undefined) return notBuilt();
      pages ??= pagesIn(built);
      const page = (await pages).get(pathname.slice('/sheet/'.length) || 'index.html');
      return page ? shown(page, request) : new Response(null, { status: 404 });
    },
  };
}

/** Packing them takes a second, which chats must not wait for. */
const packers = { br: promisify(brotliCompress), gzip: promisify(gzip) };

const notBuilt = (): Response =>
  new Response('The sheet is not built here: npm run sheet:build builds it.', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });

async function pagesIn(folder: string): Promise<Map<string, Page>> {
  // The sheet as one file is for those who have no address to open.
  const names = [INDEX, ...globSync('assets/*.{js,css}', { cwd: folder })];
  const files = names.map((name) => ({
    path: name.replaceAll('\\', '/'),
    name,
    plain: readFileSync(join(folder, name)),
  }));
  const index = readFileSync(join(folder, INDEX), 'utf8');
  const ofTopics = topics.map((topic) => ({
    path: topic,
    name: INDEX,
    plain: Buffer.from(aboutTopic({ index, topic })),
  }));
  const pages = [...files, ...ofTopics].map(async ({ path, name, plain }): Promise<[string, Page]> => {
    return [path, await pageOf(name, plain)];
  });
  return new Map(await Promise.all(pages));
}

const INDEX = 'index.html';

/** What a link says where it is pasted. The fragment with the figures reaches no server, so nobody shows them. */
const QUESTIONS: Record<Topic, string> = {
  profit: 'What does a mining site earn?',
  breakeven: 'At which power price, hashprice and BTC price does a mining site earn nothing?',
  cost: 'What does a bitcoin cost a mining site?',
  whatif: 'What if price, hashprice, difficulty or power change?',
  halving: 'When is the next halving, and what does it do to a mining site?',
  machines: 'Which mining machines earn most per megawatt?',
  hashprice: 'What does a petahash earn a day?',
  difficulty: 'What is the next difficulty?',
  pivot: 'Mine or lease: what is a site worth in each use?',
  offer: 'What is a lease offer worth?',
  split: 'Which share of a site is best leased?',
  sensitivity: 'Which inputs decide mine or lease?',
  delay: 'What does a month until a lease has power cost?',
  comps: 'What rent do signed AI leases pay?',
};

/** The page with the question of its topic as its title. */
function aboutTopic({ index, topic }: { index: string; topic: Topic }): string {
  const title = (text: string) => `property="og:title" content="${text}"`;
  return index
    .replace(title('Hashdesk sheet'), title(QUESTIONS[topic]))
    .replace('<title>Hashdesk sheet', `<title>${QUESTIONS[topic]} Hashdesk sheet`);
}

async function pageOf(name: string, plain: Buffer<ArrayBuffer>): Promise<Page> {
  // What is built has its hash in its name, but for the page.
  const cache = name.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const type = TYPES[extname(name)]!;
  const [br, gz] = await Promise.all([packers.br(plain), packers.gzip(plain)]);
  return {
    headers: { ...GUARDS, 'content-type': type, 'cache-control': cache, vary: 'accept-encoding' },
    plain,
    packed: { br: Buffer.from(br), gzip: Buffer.from(gz) },
  };
}

function shown({ headers, plain, packed }: Page, request: Request): Response {
  const accepted = request.headers.get('accept-encoding') ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
  const body = request.method === 'HEAD' ? null : encoding ? packed[encoding] : plain;
  return new Response(body, { headers: { ...headers, ...(encoding && { 'content-encoding': encoding }) } });
}
