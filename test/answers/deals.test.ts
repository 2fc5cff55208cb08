import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dealsDocument } from '../../src/answers/deals/document.ts';
import { pastOf, replayAsked, signedDeals } from '../../src/answers/deals/replayed.ts';
import { saidNoi, saidYieldPercent } from '../../src/answers/deals/said.ts';
import { deals, replayDeal } from '../../src/economics/index.ts';
import { openTestDesk } from '../support/desk.ts';

it('docs/deals.md is what npm run deals makes', () => {
  const kept = readFileSync(new URL('../../docs/deals.md', import.meta.url), 'utf8');
  expect(kept).toBe(dealsDocument());
});

it('docs/deals.md has a row and a paragraph of each signed deal', () => {
  const text = dealsDocument();
  for (const { date, landlord, site } of signedDeals()) {
    const name = `${date} ${landlord}, ${site}`;
    expect(text).toContain(`| ${name} |`);
    expect(text).toContain(`## ${name}\n`);
  }
});

const replayed = (words: string) => {
  const [deal] = signedDeals({ words });
  return { deal: deal!, past: pastOf(deal!), replay: replayDeal(replayAsked(deal!)) };
};

describe('what landlords said', () => {
  // As published: CB-3 and CB-4 $315M, River Bend $454M, Rockdale $25M, Beacon Point $655M a year.
  it.each([
    ['CB-3', 315, 315, false],
    ['River Bend', 454, 454, false],
    ['Rockdale', 25, 25, false],
    ['Beacon Point', 655, 655, false],
    ['CB-5', 255, 255, true],
    ['Barber Lake expansion', 70.55, 74.7, true],
  ])('of %s is NOI of %d to %d million a year', (words, low, high, fromMargin) => {
    const noi = saidNoi(replayed(words).deal)!;
    expect(noi.usdPerYear[0] / 1e6).toBeCloseTo(low, 6);
    expect(noi.usdPerYear[1] / 1e6).toBeCloseTo(high, 6);
    expect(noi.fromMargin).toBe(fromMargin);
  });

  it('is revenue and no NOI of the GPU clouds', () => {
    expect(deals.filter(({ revenueUsdMPerYear }) => revenueUsdMPerYear).map(saidNoi)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('yields its NOI over its capex, and nothing where it did not name both', () => {
    const [low, high] = saidYieldPercent(replayed('CB-3'))!;
    expect([low, high]).toEqual([expect.closeTo(15.75, 9), expect.closeTo(19.6875, 9)]);
    expect(saidYieldPercent(replayed('River Bend'))).toBeUndefined();
    expect(saidYieldPercent(replayed('Microsoft'))).toBeUndefined();
  });
});

describe('comps replay', () => {
  it('shows one deal in full, and several in tables', async () => {
    const desk = openTestDesk();
    expect((await desk.ask('deals replay "River Bend"')).text).toContain('Why they differ: Of the rent');
    expect((await desk.ask('comps replay Cipher')).reply.title).toMatch(
      /^3 signed deals replayed; 1 compared with mining: 1 too close to call$/,
    );
    expect((await desk.ask('comps replay')).reply.title).toMatch(
      /^20 signed deals replayed; \d compared with mining: 5 for the conversion, 1 for mining, 1 too close/,
    );
  });

  it('says where no price is known', async () => {
    const { text } = await openTestDesk().ask('comps replay Galaxy');
    expect(text.replaceAll('\n', ' ')).toContain('no price known: nothing is compared with mining');
    expect(text).not.toContain('above mining');
  });

  it.each([
    ['comps replay nobody', /^No signed deal is known of nobody/],
    ['comps replay Riot AMD tomorrow', /I read “AMD”, expected nothing more/],
    ['comps replay Riot hashprice=60', /hashprice/],
    ['comps replay Tydal', /^No signed deal is known of Tydal/],
  ])('%s is refused', async (line, words) => {
    const { reply, text } = await openTestDesk().ask(line);
    expect([reply.tone, text]).toEqual(['error', expect.stringMatching(words)]);
  });

  it('knows nothing of a workspace’s own deals', async () => {
    const desk = openTestDesk();
    await desk.ask('comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01');
    expect((await desk.ask('comps replay "West Texas"')).reply.tone).toBe('error');
  });
});
