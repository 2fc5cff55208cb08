import type { Chart, FanChart, HeatMapChart, LinesChart } from '../src/charts/index.ts';
import { compact } from '../src/charts/values.ts';
import { dailyCourse, daysBefore, money, NAMES, priced, randomFrom, retargets } from './data.ts';
import { cost, costOfPower, costOfSites, halving, machines, otherScripts, paidToTake } from './limits.ts';

const SITES = [priced('Demo Basin', 52.85), priced('Demo Prairie', 25.96), priced('Demo Fjord', 13.26)];

function hashprice(days: number, more: Partial<LinesChart> = {}): LinesChart {
  return {
    form: 'lines',
    title: `Hashprice and breakevens, ${days} days`,
    unit: 'USD/PH/day',
    note: '1 of 3 sites under water',
    alt: 'Hashprice is $35.28/PH/day: Demo Basin, which needs $52.85, is under water; Demo Prairie ($25.96) and Demo Fjord ($13.26) are not.',
    points: dailyCourse({ days, last: 35.28, seed: 4 }),
    now: priced('Now', 35.28),
    levels: SITES,
    marks: retargets(days),
    legend: 'difficulty up, down at a retarget',
    ...more,
  };
}

const many = NAMES.map((name, at) => priced(name, 12 + at * 4.1));
const year = dailyCourse({ days: 365, last: 35.28, seed: 4 });
const gapAndSpike = year
  .filter((_, at) => at < 100 || at > 130)
  .map(([time, value], at): [number, number] => [time, at === 190 ? value * 4 : value]);

const difficulty: LinesChart = {
  form: 'lines',
  title: 'Difficulty and the next retarget',
  unit: 'trillions',
  note: 'estimate with its 80% band',
  alt: 'Difficulty is 146.5T; the next retarget, on 20 February, is expected at −12.4% (−14.9% to −9.8%).',
  steps: true,
  points: Array.from({ length: 8 }, (_, at): [number, number] => [
    daysBefore((7 - at) * 14 + 6),
    [127.6, 129.7, 136.0, 150.8, 146.7, 155.9, 152.1, 146.5][at]!,
  ]).concat([[daysBefore(0), 146.5]]),
  now: { label: 'Now', value: 146.5, text: '146.5T' },
  levels: [],
  marks: [],
  expected: {
    label: '20 Feb',
    value: 128.3,
    low: 124.7,
    high: 132.1,
    text: '128.3T',
    under: '−12.4%',
    at: daysBefore(-8),
  },
};

const waterfall: Chart = {
  form: 'waterfall',
  title: 'Demo Prairie: where a day’s revenue goes',
  unit: 'USD/day',
  alt: 'Of $190k a day, $105k goes to energy; $48.9k is left.',
  steps: [
    { label: 'Revenue', value: 190_400, text: '$190k', kind: 'total' },
    { label: 'Pool fee', value: -1_904, text: '−$1,904', kind: 'change' },
    { label: 'Energy', value: -104_700, text: '−$105k', kind: 'change' },
    { label: 'Demand charge', value: -4_927, text: '−$4,927', kind: 'change' },
    { label: 'Other operating', value: -11_900, text: '−$11.9k', kind: 'change' },
    { label: 'SG&A', value: -8_219, text: '−$8,219', kind: 'change' },
    { label: 'Interest', value: -9_863, text: '−$9,863', kind: 'change' },
    { label: 'Margin', value: 48_887, text: '$48.9k', kind: 'total' },
  ],
};
const losing: Chart = {
  ...waterfall,
  title: 'Demo Basin: where a day’s revenue goes',
  alt: 'Demo Basin loses $31.2k a day: energy alone costs more than the revenue.',
  steps: [
    { label: 'Revenue', value: 61_000, text: '$61.0k', kind: 'total' },
    { label: 'Pool fee', value: -1_220, text: '−$1,220', kind: 'change' },
    { label: 'Energy', value: -78_000, text: '−$78.0k', kind: 'change' },
    { label: 'Other operating', value: -13_000, text: '−$13.0k', kind: 'change' },
    { label: 'Margin', value: -31_220, text: '−$31.2k', kind: 'total' },
  ],
};

function heatMap(here: { x: number; y: number }): HeatMapChart {
  const x = Array.from({ length: 9 }, (_, at) => 20 + at * 5);
  const y = Array.from({ length: 9 }, (_, at) => 20 + at * 7.5);
  const margin = (hashprice: number, power: number) => hashprice * 5_480 - power * 2_330 - 35_000;
  const earned = `${money(margin(here.x, here.y) / 1000, 1)}k`;
  const breakeven = money((here.x * 5_480 - 35_000) / 2_330);
  return {
    form: 'heatMap',
    title: 'Demo Prairie: margin map',
    unit: 'USD/day',
    note: 'after all cash costs',
    alt: `At $${here.x}/PH/day and $${here.y}/MWh Demo Prairie earns ${earned} a day; it breaks even at ${breakeven}/MWh.`,
    x: { label: 'Hashprice', unit: 'USD/PH/day', values: x },
    y: { label: 'power price', unit: 'USD/MWh', values: y },
    values: y.map((power) => x.map((price) => margin(price, power))),
    zero: 'breakeven',
    here: { ...here, label: `now ${earned}/day` },
  };
}

const margins = [2059, 1944, 1658, 953, 883, 768, 504, 190, -185, -343, -528, -718];
const fleet: Chart = {
  form: 'bars',
  title: 'Fleet by margin per MW',
  unit: 'USD/MW/day',
  note: '4 of 12 lose money now',
  alt: `Four of twelve sites lose money: ${NAMES.slice(8).join(', ')}.`,
  bars: NAMES.map((name, at) => priced(name, margins[at]!, 0)),
};

const monthsOf = (years: number) => Array.from({ length: years * 12 + 1 }, (_, at) => at);
const at = (month: number) => Date.UTC(2026, 1 + month, 1);
const leased = (month: number) =>
  month < 18 ? -36 * month : -648 + 905 * (1 - Math.exp(-(month - 18) / 70));
const mined = (month: number) => (month < 24 ? 1.7 * month : 41 - (month - 24) * 0.05);
const YEARS = 16;
const millions = (value: number) => compact({ value: value * 1e6, unit: 'USD' });

/** A course and its band, million USD by month, and what they say at their end. */
function use(label: string, median: (month: number) => number, off: (month: number) => [number, number]) {
  const ends = (month: number) => off(month).map((by) => median(month) + by) as [number, number];
  const months = monthsOf(YEARS);
  const last = months.at(-1)!;
  return {
    label,
    text: millions(median(last)),
    range: ends(last).map(millions).join(' to '),
    points: months.map((month): [number, number] => [at(month), median(month) * 1e6]),
    band: months.map((month): [number, number, number] => {
      const [low, high] = ends(month);
      return [at(month), low * 1e6, high * 1e6];
    }),
  };
}

const mining = use('Keep mining', mined, (month) => [-0.21 * month, Math.min(month, 30) * 3]);
const leasing = use('Lease (colocation)', leased, (month) => [-0.5 * month, 0.35 * month]);
const ahead = new Date(at(monthsOf(YEARS).find((month) => month > 0 && leased(month) > mined(month))!));

const fan: FanChart = {
  form: 'fan',
  title: 'Demo Prairie: value so far, mining or lease',
  unit: 'USD',
  note: 'present value; line: median, band: P5 to P95 of the paths',
  alt: `Present value so far after ${YEARS} years: leased as colocation ${leasing.text}, mining ${mining.text}; leasing is behind until ${ahead.getUTCFullYear()}.`,
  series: [mining, leasing],
};

const tornado: Chart = {
  form: 'tornado',
  title: 'Demo Prairie: what the gain depends on',
  unit: 'USD',
  note: 'gain of leasing over mining, present value',
  alt: 'The gain of $224M depends most on the rent: $118M at $120, $330M at $160 per kW and month.',
  base: { label: 'Gain', value: 224e6, text: '$224M' },
  inputs: [
    { label: 'Rent', low: { value: 118e6, text: '$120' }, high: { value: 330e6, text: '$160' } },
    { label: 'Capex per MW', low: { value: 291e6, text: '$8M' }, high: { value: 157e6, text: '$10M' } },
    { label: 'Hashprice', low: { value: 249e6, text: '−20%' }, high: { value: 190e6, text: '+20%' } },
    { label: 'Build', low: { value: 236e6, text: '12 months' }, high: { value: 205e6, text: '30 months' } },
    { label: 'Discount rate', low: { value: 260e6, text: '8%' }, high: { value: 193e6, text: '12%' } },
    { label: 'Power price', low: { value: 222e6, text: '$40' }, high: { value: 226e6, text: '$50' } },
  ],
};

const columns: Chart = {
  form: 'columns',
  title: 'Demo Prairie: uses side by side',
  unit: 'USD',
  note: 'net present value; whiskers: P5 to P95',
  alt: 'Colocation is worth $257M, the best split $268M, mining $33.3M, GPU cloud −$95M.',
  columns: [
    { label: 'Mining', value: 33.3e6, text: '$33.3M', low: -6.4e6, high: 122e6 },
    { label: 'AI colocation', value: 257e6, text: '$257M', low: 250e6, high: 268e6 },
    { label: 'GPU cloud', value: -95e6, text: '−$95.0M', low: -310e6, high: 140e6 },
    { label: 'Best split', value: 268e6, text: '$268M', low: 255e6, high: 290e6 },
  ],
};

const strip: Chart = {
  form: 'strip',
  title: 'The market, 30 days',
  unit: '',
  note: 'hashprice in USD/PH/day, difficulty in trillions',
  alt: 'Hashprice fell 4.2% in 30 days to $35.28; BTC fell 3.1% to $68,420; difficulty rose 1.9%.',
  rows: [
    { label: 'Hashprice', text: '$35.28', points: dailyCourse({ days: 30, last: 35.28, seed: 1 }) },
    { label: 'BTC price', text: '$68,420', points: dailyCourse({ days: 30, last: 68_420, seed: 2 }) },
    { label: 'Difficulty', text: '146.5T', points: dailyCourse({ days: 30, last: 146.5, seed: 3 }) },
  ],
};

/** Pictures as answers show them, in the light and in the dark. */
const crossing: LinesChart = {
  ...hashprice(30, { levels: [priced('Limit', 36.5)], marks: [] }),
  title: 'Hashprice and the limit, 30 days',
  note: undefined,
  legend: undefined,
  alt: 'Hashprice is $35.28/PH/day, below the limit of $36.50/PH/day.',
};
const siteCrossing: LinesChart = {
  ...crossing,
  title: 'Hashprice and the limit of Demo Prairie, 30 days',
  levels: [priced('Limit', 36.4)],
  alt: 'Demo Prairie margin is −$1,204/day, below the limit of $0.00/day. Hashprice is $35.28/PH/day; the limit is reached at $36.40/PH/day.',
};
const fires = firesBelow(year, 40);
const times = `would have fired ${fires.filter(({ kind }) => kind === 'up').length} times`;
const backtest: LinesChart = {
  ...hashprice(365, { levels: [priced('Limit', 40)] }),
  title: 'Backtest: hashprice below $40.00/PH/day',
  note: times,
  now: priced('Last', 35.28),
  marks: fires,
  legend: 'fires, has recovered',
  alt: `hashprice ended at $35.28/PH/day, limit $40.00/PH/day; ${times}.`,
};

/** Where a course falls below a limit, and where it comes back. */
function firesBelow(points: LinesChart['points'], limit: number): LinesChart['marks'] {
  return points.flatMap(([at, value], index) => {
    const was = (points[index - 1]?.[1] ?? limit) < limit;
    if (value < limit === was) return [];
    return [{ at, kind: was ? ('down' as const) : ('up' as const) }];
  });
}

export const usual: Record<string, Chart> = {
  'hashprice-365': hashprice(365),
  'hashprice-90': hashprice(90),
  'hashprice-30': hashprice(30),
  difficulty,
  waterfall,
  'heat-map': heatMap({ x: 35.28, y: 45 }),
  fleet,
  halving,
  machines,
  cost,
  'cost-of-several-sites': costOfSites,
  fan,
  tornado,
  columns,
  strip,
  crossing,
  'crossing-of-a-site': siteCrossing,
  backtest,
};

/** What pictures must bear. */
export const stress: Record<string, Chart> = {
  'twelve-sites': hashprice(365, { note: '3 of 12 sites under water', levels: many }),
  'gap-and-spike': hashprice(365, {
    points: gapAndSpike,
    marks: [...retargets(365), { at: daysBefore(190), kind: 'event', label: 'Halving' }],
  }),
  'levels-alike': hashprice(365, {
    levels: [
      priced('Old Barn', 32.1),
      priced('Georgia Co-op', 31),
      priced('Medicine Hat', 29.9),
      priced('Demo', 28.8),
    ],
  }),
  'level-far-away': hashprice(90, { levels: [priced('Home mining', 412), ...SITES.slice(1)] }),
  'one-day': hashprice(1, { title: 'Hashprice, 1 day' }),
  'no-history': hashprice(30, { points: [], marks: [], note: 'no history yet' }),
  'losing-site': losing,
  'long-names': {
    ...waterfall,
    title: `${NAMES[0]}: where a day’s revenue goes`,
    steps: (waterfall as Extract<Chart, { form: 'waterfall' }>).steps.map((step, at) =>
      at === 3 ? { ...step, label: NAMES[0] } : step,
    ),
  },
  'odd-names': hashprice(365, {
    title: '北京矿场 ⛏️ <Kraft> & "nr"',
    levels: [priced('北京矿场 7', 42), priced('<Kraft> & "nr"', 25.96), priced('Georgia ⛏️🔥', 21)],
  }),
  'names-in-other-scripts': otherScripts,
  'one-level-of-cost-known': costOfPower,
  'paid-to-take-power': paidToTake,
  'here-at-the-edge': heatMap({ x: 60, y: 80 }),
  'all-under-water': {
    ...fleet,
    title: 'Fleet by margin per MW, all of it losing',
    note: '12 of 12 lose money now',
    bars: NAMES.map((name, at) => priced(name, -72 - at * 175, 0)),
  } as Chart,
  'forty-sites': {
    ...fleet,
    title: 'Fleet by margin per MW, 40 sites',
    note: '',
    bars: Array.from({ length: 40 }, (_, at) =>
      priced(`Site ${at + 1}`, 1920 - at * 72 + randomFrom(at)() * 120, 0),
    ),
  } as Chart,
  'one-bar': { ...fleet, note: '', bars: [priced('Demo Prairie', 504, 0)] } as Chart,
};
