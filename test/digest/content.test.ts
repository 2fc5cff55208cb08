import { describe, expect, it } from 'vitest';
import type { FiredAlert } from '../../src/alerts/index.ts';
import { viewMarket } from '../../src/answers/index.ts';
import { figuresOf } from '../../src/chat/reply.ts';
import { replySchema } from '../../src/chat/replySchema.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { here } from '../../src/compute/here.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { type DigestFacts, digestReply } from '../../src/digest/content.ts';
import { pricedDays } from '../../src/power/index.ts';
import type { StoredSite } from '../../src/sites/book.ts';
import { testDatabase } from '../support/database/testDatabase.ts';
import { testSite } from '../support/testSite.ts';
import { tenant, testSnapshot } from './digests.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const now = at('2026-04-20T08:00');
const daily = { days: 'daily', minuteOfDay: 480, timeZone: 'UTC' } as const;

const facts = (parts: Partial<DigestFacts> = {}): DigestFacts => ({
  schedule: daily,
  posting: { day: '2026-04-20', dueAt: now, skipped: [] },
  now,
  view: viewMarket({ snapshot: testSnapshot(now) }),
  questions: [],
  missing: [],
  damaged: [],
  fired: [],
  latest: new Map(),
  posted: new Map(),
  ...parts,
});
const textOf = (parts: Partial<DigestFacts>) =>
  renderPlain({ reply: digestReply(facts(parts)), now, width: 300 });

describe('digestReply()', () => {
  it('gives every figure a source and an age, and is a valid reply', () => {
    const said = digestReply(facts());
    expect(replySchema.parse(JSON.parse(JSON.stringify(said)))).toEqual(said);
    expect(figuresOf(said).length).toBeGreaterThan(15);
    for (const { asOf, source } of figuresOf(said))
      expect([asOf, source]).toEqual(['2026-04-20T07:59:00.000Z', 'test']);
  });

  it('says how hashprice moved and why: the parts that moved add up to the whole', () => {
    const figures = new Map(figuresOf(digestReply(facts())).map(({ metric, value }) => [metric, value]));
    const from = (part: string) => figures.get(`hashpriceChangeFrom${part}Percent`)!;
    expect(from('Price')).toBeLessThan(-5);
    expect(from('Difficulty')).toBeUndefined();
    const sum = from('Price') + from('Reward');
    expect(sum).toBeCloseTo((figures.get('hashpriceUsdPerPhDay')! / 42.9 - 1) * 100, 9);
  });

  it('says that it does not know why where history lacks that day', () => {
    const snapshot = { ...testSnapshot(now), history: [] };
    const text = textOf({ view: viewMarket({ snapshot }) });
    expect(text).toContain('Why hashprice moved over 1 day is not known: there is no history of that day.');
  });

  it('begins with the notice of data that is not live', () => {
    const snapshot = { ...testSnapshot(now), basis: 'stale' as const, notice: 'The price is 3 h old.' };
    expect(textOf({ view: viewMarket({ snapshot }) })).toMatch(/^The price is 3 h old\.\n\nDaily digest/);
  });

  it.each([
    [0, ''],
    [4 * 60_000, ''],
    [5 * 60_000, 'Late: this was due at 08:00 UTC, 5 min ago.'],
    [6 * 3_600_000, 'Late: this was due at 08:00 UTC, 6 h ago.'],
  ])('says that it is late when it is so by %s ms: “%s”', (lateMs, expected) => {
    const [, late = ''] = /! (Late.*)/.exec(textOf({ now: now + lateMs })) ?? [];
    expect(late).toBe(expected);
  });

  it('names the last seven days that were skipped, and says that there are more', () => {
    const skipped = Array.from({ length: 9 }, (_, index) => `2026-04-${String(index + 11)}`);
    const text = textOf({ posting: { day: '2026-04-20', dueAt: now, skipped } });
    expect(text).toContain('of the time: 13 Apr 2026, 14 Apr 2026,');
    expect(text).toContain('19 Apr 2026, and days before.');
  });

  it.each([
    ['daily', 'Daily digest, Mon 20 Apr 2026', 'Hashprice over 1 day: ', 'No alert fired yesterday.'],
    ['weekdays', 'Weekday digest, Mon 20 Apr 2026', 'over 3 days is', 'No alert fired in the 3 days before.'],
    ['mon', 'Weekly digest, Mon 20 Apr 2026', 'over 7 days is', 'No alert fired in the 7 days before.'],
  ] as const)('of %s covers the days since the one before', (days, ...expected) => {
    const text = textOf({ schedule: { ...daily, days } });
    for (const words of expected) expect(text).toContain(words);
  });

  it('lists what fired, the latest first, by the clock of its place', () => {
    const fired: FiredAlert[] = [
      { text: '#1 hashprice', at: at('2026-04-19T10:00'), kind: 'fired', resolvedAt: at('2026-04-19T11:30') },
      { text: '#2 margin', at: at('2026-04-19T20:00'), kind: 'fired' },
      { text: '#3 difficulty adjusted', at: at('2026-04-19T21:00'), kind: 'happened' },
    ];
    const text = textOf({ schedule: { ...daily, timeZone: 'America/Chicago' }, fired });
    const rows = /Fired yesterday\n.*\n(.*)\n(.*)\n(.*)\n/
      .exec(text)
      ?.slice(1)
      .map((row) => row.trim().split(/ {2,}/));
    expect(rows).toEqual([
      ['2026-04-19 16:00', '#3 difficulty adjusted'],
      ['2026-04-19 15:00', '#2 margin', 'still does'],
      ['2026-04-19 05:00', '#1 hashprice', '1 h 30 min'],
    ]);
  });

  it('lists the last twenty of what fired, and counts the others', () => {
    const fired = Array.from({ length: 23 }, (_, index) => ({
      text: `#${index}`,
      at: now,
      kind: 'fired' as const,
    }));
    const text = textOf({ fired });
    expect(text).toContain('Fired yesterday; 3 earlier ones are not listed');
    expect(text).not.toMatch(/ #2 /);
    expect(text).toContain('#3 ');
  });
});

describe('composeDigest()', () => {
  const stored = (name: string): StoredSite => ({
    site: testSite({ name }),
    version: 1,
    updatedAt: now,
    demo: false,
  });
  const compose = async (sites: string[], parts: { fired?: (asked: object) => Promise<[]> } = {}) => {
    const { reply } = await composeDigest({
      tenant,
      schedule: { ...daily, days: 'weekdays', timeZone: 'America/Chicago' },
      sites,
      posting: { day: '2026-03-09', dueAt: now, skipped: [] },
      sources: {
        market: async () => testSnapshot(now),
        siteStore: {
          list: async () => ({ sites: [stored('Fargo'), stored('Rockdale'), stored('Pecos')], damaged: [] }),
        },
        fired: async () => [],
        pricing: () => ({
          power: { ofDay: async () => new Map() },
          tariffs: { ofSites: async () => new Map() },
          threads: here,
        }),
        planDays: async () => new Map(),
        plansSince: async () => [],
        now: () => now,
        ...parts,
      },
    });
    return renderPlain({ reply, now, width: 300 });
  };

  it.each<[string[], string[]]>([
    [[], ['Fargo', 'Rockdale', 'Pecos']],
    [['Rockdale'], ['Rockdale']],
    [
      ['rock dale', 'Pecos'],
      ['Rockdale', 'Pecos'],
    ],
  ])('of the sites %j tells of %j', async (asked, told) => {
    const text = await compose(asked);
    expect(['Fargo', 'Rockdale', 'Pecos'].filter((name) => text.includes(`\n${name} `))).toEqual(told);
    expect(text).not.toContain('No longer');
  });

  it('names a site that is gone', async () => {
    const text = await compose(['Odessa', 'Pecos']);
    expect(text).toContain('No longer among the sites, and so not shown: Odessa.');
  });

  it('asks what fired in whole local days since the digest before, clock changes included', async () => {
    const asked: object[] = [];
    await compose([], {
      fired: async (span) => {
        asked.push(span);
        return [];
      },
    });
    expect(asked).toEqual([{ tenant, from: at('2026-03-06T06:00'), to: at('2026-03-09T05:00') }]);
  });
});

describe('pricedDays()', () => {
  it('knows no day where there are no day-ahead prices', async () => {
    const sites = [testSite()];
    expect(await pricedDays({ database: testDatabase(), tenant, sites, now })).toEqual(new Map());
  });
});
