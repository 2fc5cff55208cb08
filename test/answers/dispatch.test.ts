import { describe, expect, it } from 'vitest';
import { type DispatchDay, dispatchAnswer } from '../../src/answers/dispatch/index.ts';
import { reportsHeld } from '../../src/answers/dispatch/meterDay.ts';
import { questionAbout, siteCase, viewMarket } from '../../src/answers/index.ts';
import { figuresOf } from '../../src/chat/reply.ts';
import { renderPlain } from '../../src/chat/show/plain.ts';
import { boundsOf } from '../../src/common/localTime.ts';
import { inTurn, type PowerPrice } from '../../src/power/index.ts';
import { testSnapshot } from '../digest/digests.ts';
import { testSite } from '../support/testSite.ts';

const now = Date.parse('2026-04-20T12:00:00Z');
const HOUR_MS = 3_600_000;
const site = { ...testSite({ uptime: 0.5 }), timeZone: 'America/Chicago' };

/** Of what a URL says nobody said when it ends. */
const fed = { endSaid: false };
const held = { name: 'Supply', since: '2026-01-01', source: 'a file', setAt: now, risingSteps: false };

/** A day of hourly prices, dear from 17:00 to 20:00 on the site's clock, and what came in its hours. */
function answerOn({
  day,
  dear = 400,
  came = [],
  reserveMw,
  tariff,
  csv = reserveMw !== undefined,
  at,
  reported,
}: {
  day: string;
  dear?: number;
  came?: (number | undefined)[];
  reserveMw?: number;
  /** Its volumetric price, all day. */
  tariff?: { usdPerMwh: number; ofIndex: number };
  csv?: boolean;
  /** When it is asked. */
  at?: string;
  /** What differs in what came. */
  reported?: Partial<PowerPrice>;
}) {
  const bounds = boundsOf({ day, timeZone: site.timeZone });
  const hours = (bounds.to - bounds.from) / HOUR_MS;
  const price = (hour: number, usdPerMwh: number, hours = 1): PowerPrice => ({
    site: 'rockdale',
    start: bounds.from + hour * HOUR_MS,
    end: bounds.from + (hour + hours) * HOUR_MS,
    endSaid: true,
    usdPerMwh,
    source: 'a market',
    byHand: false,
    recordedAt: bounds.from,
  });
  const view = viewMarket({ snapshot: testSnapshot(now) });
  const of = siteCase({ question: questionAbout({ site, version: 1, updatedAt: 0, demo: false }), view });
  const planned: DispatchDay = {
    of,
    day,
    ...bounds,
    // Quarter hours, as they are kept.
    dayAhead: Array.from({ length: hours * 4 }, (_, quarter) => {
      const hour = quarter / 4;
      return price(hour, hour >= hours - 7 && hour < hours - 4 ? dear : 20, 0.25);
    }),
    rules: {},
    ...(reserveMw !== undefined && { contracts: { reserve: { reserveMw } } }),
    ...(tariff && { tariff: { ...held, prices: [{ start: bounds.from, end: bounds.to, ...tariff }] } }),
  };
  const live = inTurn(
    came.flatMap((usd, hour) => (usd === undefined ? [] : [{ ...price(hour, usd), ...reported }])),
  );
  const askedAt = at === undefined ? bounds.to : Date.parse(at);
  const counted = reportsHeld({ day: planned, live, now: askedAt });
  const reply = dispatchAnswer({
    day: { ...planned, ...counted, reports: { live, now: askedAt } },
    view,
    csv,
  });
  const saved = figuresOf(reply).filter(({ metric }) => metric === 'savedUsd');
  const [machines] = of.economics.classes;
  return {
    reply,
    text: renderPlain({ reply, now, width: 200 }),
    saved: (subject: string) => saved.find((one) => one.subject === subject)?.value,
    strikeUsdPerMwh: machines!.breakevenPowerPriceUsdPerMwh,
    meanLoadMw: machines!.powerDrawMw * site.uptime,
  };
}

describe('dispatchAnswer()', () => {
  it('stops where power costs more than the strike price, and counts what that saves at the mean load', () => {
    const { reply, text, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({ day: '2026-04-21' });
    expect(text).toContain('Off (America/Chicago): 200 TH/s at 3,500 W 17:00–20:00.');
    expect(saved('Rockdale, 200 TH/s at 3,500 W')).toBeCloseTo(3 * (400 - strikeUsdPerMwh) * meanLoadMw, 6);
    expect(reply.details).not.toContainEqual(expect.objectContaining({ kind: 'table' }));
  });

  it('goes by a reported price that is in force, until it ends, before a tariff without an index', () => {
    const tariff = { usdPerMwh: 20, ofIndex: 0 };
    const came = Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 300 : 20));
    const asked = { day: '2026-04-21', tariff, came };
    const { text, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({ ...asked, at: '2026-04-21T17:20Z' });
    expect(text).toContain('$300.00/MWh, from a market, counts until 2026-04-21 13:00, before the tariff.');
    expect(text).toContain('200 TH/s at 3,500 W 12:00–13:00.');
    expect(text).toContain(' against always on, at its tariff Supply and the prices in force');
    const savedUsd = (300 - strikeUsdPerMwh) * meanLoadMw;
    expect(saved('Rockdale, 200 TH/s at 3,500 W')).toBeCloseTo(savedUsd, 6);
    // Once it has run out, and on the next day, it is still in the hours in which it held.
    for (const [at, words] of [
      ['2026-04-21T20:00Z', 'the prices in force'],
      ['2026-04-22T17:20Z', 'the prices that were in force'],
    ] as const) {
      const later = answerOn({ ...asked, at });
      expect(later.saved('Rockdale, 200 TH/s at 3,500 W')).toBeCloseTo(savedUsd, 6);
      expect(later.reply.title).toContain(`, at its tariff Supply and ${words}`);
    }
    // The 300 of the last hour is fresh until 11:00 of the next day, which nobody said of that day.
    const reported = { ...fed, end: Date.parse('2026-04-22T16:00Z') };
    const late = answerOn({ ...asked, came: came.with(23, 300), reported, at: '2026-04-22T04:20Z' });
    expect(late.text).toContain('counts until the day ends, as nobody said until when it holds, before');
    expect(late.text).toContain('200 TH/s at 3,500 W 12:00–13:00, 23:00–24:00.');
  });

  it('goes by a price that was said to hold so long before day-ahead prices, also as the index, and names another that it leaves out', () => {
    const came = Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 300 : undefined));
    const asked = { day: '2026-04-21', came, csv: true, at: '2026-04-21T17:20Z' };
    const reported = { source: 'set by Ana' };
    const { reply, text, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({ ...asked, reported });
    const inForce = '$300.00/MWh, set by Ana, counts until 2026-04-21 13:00';
    expect(text).toContain(`${inForce}, before day-ahead prices.`);
    expect(text).toContain('200 TH/s at 3,500 W 12:00–13:00, 17:00–20:00.');
    expect(text).toContain(
      'Decided on day-ahead prices, and until it ends on the price in force, known for 24 h',
    );
    expect(reply.title).toMatch(/ against always on, at day-ahead prices and the price in force$/u);
    const day = 3 * (400 - strikeUsdPerMwh);
    const name = 'Rockdale, 200 TH/s at 3,500 W';
    const savedUsd = (300 - strikeUsdPerMwh + day) * meanLoadMw;
    expect(saved(name)).toBeCloseTo(savedUsd, 6);
    const later = answerOn({ ...asked, reported, at: '2026-04-21T20:00Z' });
    expect(later.saved(name)).toBeCloseTo(savedUsd, 6);
    expect(later.text).toContain(
      '$300.00/MWh, set by Ana, counted from 2026-04-21 12:00 until 2026-04-21 13:00, before day-ahead prices.',
    );
    const [file] = reply.blocks.filter((block) => block.kind === 'file');
    expect(file!.content).toContain('T17:15:00.000Z,2026-04-21T17:30:00.000Z,20,300,0\n');

    const tariff = { usdPerMwh: 20, ofIndex: 1.5 };
    const onIndex = answerOn({ ...asked, reported, tariff, dear: 20 });
    expect(onIndex.text).toContain(`${inForce} as the index, before day-ahead prices.`);
    expect(onIndex.saved(name)).toBeCloseTo((20 + 1.5 * 300 - strikeUsdPerMwh) * meanLoadMw, 6);
    expect(JSON.stringify(onIndex.reply.explanation)).toContain('20 + 1.5 × 300 = 470');

    const ofUrl = answerOn({ ...asked, reported: { source: 'https://example.com', ...fed } });
    expect(ofUrl.text).toContain(
      '$300.00/MWh, from https://example.com, is in force now and not in this plan, as nobody said until when it holds.',
    );
    expect(ofUrl.saved(name)).toBeCloseTo(day * meanLoadMw, 6);
  });

  it('sheds no reserve: its cost is taken off what is saved, and the file has the MW that run on', () => {
    const { reply, text, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({
      day: '2026-04-21',
      reserveMw: 0.1,
    });
    const [costUsd] = figuresOf(reply).filter(({ metric }) => metric === 'heldUsd');
    expect(costUsd!.value).toBeCloseTo(3 * 0.1 * (400 - strikeUsdPerMwh), 6);
    const total = saved('Rockdale, 200 TH/s at 3,500 W')! - costUsd!.value;
    expect(reply.title).toContain(`saves $${total.toFixed(2)} against always on, the reserve held`);
    expect(text).toContain('what it is paid was not given');
    const [file] = reply.blocks.filter((block) => block.kind === 'file');
    expect(file!.content).toContain('"200 TH/s at 3,500 W, MW"');
    expect(file!.content).toMatch(/,400,0\.1\n/u);
    expect(file!.content).toContain(`,20,${Number(meanLoadMw.toFixed(4))}\n`);
  });

  it.each([
    ['2026-03-08', 23],
    ['2026-11-01', 25],
  ])('knows that %s has %i hours', (day, hours) => {
    expect(answerOn({ day }).text).toContain(`17:00–20:00`);
    expect(answerOn({ day }).text).toContain(`known for ${hours} h of the day’s ${hours}`);
  });

  it('scores the plan on the prices that came, also where it lost money', () => {
    const came = Array.from({ length: 24 }, () => 20);
    const { reply, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({
      day: '2026-04-21',
      came,
      reported: fed,
    });
    const shown = renderPlain({ reply: { ...reply, blocks: reply.details! }, now, width: 200 });
    expect(shown).toContain('Reported for 24 h of the day.');
    expect(saved('Rockdale, day ahead, this plan')).toBeCloseTo(3 * (20 - strikeUsdPerMwh) * meanLoadMw, 6);
    expect(saved('Rockdale, perfect foresight, the bound')).toBe(0);
  });

  it('scores the hours alone of which it is known what they cost', () => {
    const came = Array.from({ length: 24 }, (_, hour) => (hour === 17 ? 1000 : undefined));
    const { reply, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({
      day: '2026-04-21',
      came,
      reported: fed,
    });
    expect(renderPlain({ reply: { ...reply, blocks: reply.details! }, now, width: 200 })).toContain(
      'Reported for 1 h of the day.',
    );
    expect(saved('Rockdale, day ahead, this plan')).toBeCloseTo((1000 - strikeUsdPerMwh) * meanLoadMw, 6);
  });

  it('scores no hour that has not come', () => {
    const came = Array.from({ length: 24 }, () => 30);
    const detailsAt = (at: string) => {
      const { reply } = answerOn({ day: '2026-04-21', came, reported: fed, at });
      return renderPlain({ reply: { ...reply, blocks: reply.details! }, now, width: 200 });
    };
    expect(detailsAt('2026-04-21T07:20Z')).toContain(
      'Reported for 2.33 h of the day so far, 2.25 h of it in whole quarter hours, which are scored.',
    );
    expect(detailsAt('2026-04-21T05:10Z')).not.toContain('prices that came');
  });

  it('decides at the volumetric price of the tariff, with the day-ahead price as its index, also on what came', () => {
    const tariff = { usdPerMwh: 5.562, ofIndex: 1.1124 };
    const came = Array.from({ length: 24 }, () => 100);
    const { reply, text, saved, strikeUsdPerMwh, meanLoadMw } = answerOn({
      ...{ day: '2026-04-21', dear: 80, came, reported: fed, tariff, csv: true },
    });
    // 80 is less than the strike price, and 94.55 at the meter is more.
    expect(80).toBeLessThan(strikeUsdPerMwh);
    const meter = (index: number) => 5.562 + 1.1124 * index;
    expect(reply.title).toMatch(
      / against always on, at the volumetric price of its tariff Supply, day ahead$/u,
    );
    const name = 'Rockdale, 200 TH/s at 3,500 W';
    expect(saved(name)).toBeCloseTo(3 * (meter(80) - strikeUsdPerMwh) * meanLoadMw, 6);
    expect(saved('Rockdale, day ahead, this plan')).toBeCloseTo(
      3 * (meter(100) - strikeUsdPerMwh) * meanLoadMw,
      6,
    );
    expect(text).toContain('its index is day-ahead prices, known for 24 h of the day’s 24');
    const [file] = reply.blocks.filter((block) => block.kind === 'file');
    expect(file!.content).toMatch(/^start_utc,end_utc,day_ahead_usd_per_mwh,meter_usd_per_mwh,/u);
    expect(file!.content).toContain(',80,94.554,0\n');
    const steps = JSON.stringify(reply.explanation);
    expect(steps).toContain('5.562 + 1.1124 × 80 = 94.554');
  });

  it('needs no market prices by a tariff without an index, and says what is not in it', () => {
    const { reply, text } = answerOn({ day: '2026-03-08', tariff: { usdPerMwh: 40, ofIndex: 0 }, csv: true });
    expect(reply.title).toBe(
      'Rockdale on 2026-03-08: all machines run all day; the dearest quarter hour costs $40.00/MWh by its tariff Supply',
    );
    expect(text).toContain('without an index; the day-ahead prices that are known are not in it.');
    const [file] = reply.blocks.filter((block) => block.kind === 'file');
    expect(file!.content.split('\n')).toHaveLength(92 + 2);
    expect(file!.content).toMatch(/^start_utc,end_utc,meter_usd_per_mwh,/u);
    const shown = renderPlain({ reply: { ...reply, blocks: reply.details! }, now, width: 200 });
    expect(shown).toContain('Volumetric price of the tariff Supply, since 2026-01-01');
    expect(shown).toContain('what the tariff charges for demand, by coincident peaks');
  });
});
