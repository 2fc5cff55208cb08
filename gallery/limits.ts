import type { BarsChart, LinesChart } from '../src/charts/index.ts';
import { daysBefore, money, NAMES, priced } from './data.ts';

/** What is held against a limit: a hashprice, a power price, the price of a bitcoin. */

const HALVING = daysBefore(-777);

export const halving: LinesChart = {
  form: 'lines',
  title: 'Hashprice at the next halving',
  unit: 'USD/PH/day',
  note: 'about 31 Mar 2028 · now $35.28, all else unchanged · 2 of 3 sites under water after it',
  alt: 'Hashprice goes from $35.28/PH/day to $17.75/PH/day at the halving, about 31 Mar 2028, all else unchanged. Already below breakeven: Demo Basin ($52.85/PH/day). Falls below breakeven: Demo Prairie ($25.96/PH/day). Stays above: Demo Fjord ($13.26/PH/day).',
  steps: true,
  points: [
    [daysBefore(0), 35.28],
    [HALVING, 17.75],
    [daysBefore(-777 * 1.5), 17.75],
  ],
  now: priced('After', 17.75),
  levels: [priced('Demo Basin', 52.85), priced('Demo Prairie', 25.96), priced('Demo Fjord', 13.26)],
  marks: [{ at: HALVING, kind: 'event', label: 'halving' }],
};

const MACHINES = [
  ['S23 Hyd', 143.49],
  ['S21 XP Hyd', 113.59],
  ['S21 XP', 100.97],
  ['S21 Pro', 90.88],
  ['S21', 77.9],
  ['M60S', 73.68],
  ['S19 XP', 63.4],
  ['S19k Pro', 59.27],
  ['S19j Pro+', 49.57],
  ['S19j Pro', 46.21],
  ['S19 Pro', 46.21],
  ['M30S', 35.88],
  ['S17', 30.29],
  ['S9', 13.91],
] as const;

export const machines: BarsChart = {
  form: 'bars',
  title: 'Breakeven power price of machines',
  unit: 'USD/MWh',
  note: '8 of 14 machines earn',
  alt: 'With power at $50.00/MWh 8 of 14 machines earn money. Breakeven power price: S23 Hyd at $143.49/MWh, down to S9 at $13.91/MWh.',
  bars: MACHINES.map(([label, usd]) => priced(label, usd)),
  limit: { ...priced('Power', 50), good: 'above' },
};

export const paidToTake: BarsChart = {
  ...machines,
  note: '3 of 3 machines earn',
  alt: 'With power at −$10.00/MWh 3 of 3 machines earn money.',
  bars: machines.bars.slice(0, 3),
  limit: { ...priced('Power', -10), good: 'above' },
};

const price = { ...priced('BTC price', 78_446, 0), good: 'below' as const };

export const cost: BarsChart = {
  form: 'bars',
  title: 'Demo Prairie: what a bitcoin costs',
  unit: 'USD/BTC',
  alt: 'A bitcoin costs Demo Prairie $45,610 in power, $58,093 in cash, $95,040 all in; its price is $78,446.',
  bars: [priced('In power', 45_610, 0), priced('In cash', 58_093, 0), priced('All in', 95_040, 0)],
  limit: price,
};

export const costOfPower: BarsChart = {
  ...cost,
  title: '100 MW of S21 XP: what a bitcoin costs',
  note: 'not known: in cash, all in · built-in reference data',
  alt: 'A bitcoin costs 100 MW of S21 XP $34,961 in power; its price is $78,446. Not known: in cash, all in.',
  bars: [priced('In power', 34_961, 0)],
};

export const costOfSites: BarsChart = {
  ...cost,
  title: 'Power per bitcoin',
  note: '2 of 12 above the price',
  alt: '2 of 12 sites pay more for power than a bitcoin’s price, $78,446.',
  bars: NAMES.map((name, at) => priced(name, 21_400 + at * 5_730, 0)),
};

/** Two that are spelled alike, one of emoji alone, and others that the font has no signs for. */
const SCRIPTS = [
  '深圳一号',
  '深镇一号',
  '⛏️',
  'さくら鉱山',
  '서울 광산',
  'Шахта 3',
  'منجم الذهب',
  'เหมืองทอง',
  'खान',
];

export const otherScripts: BarsChart = {
  form: 'bars',
  title: '深圳一号 and others by margin per MW',
  unit: 'USD/MW/day',
  alt: `Best ${SCRIPTS[0]}, worst ${SCRIPTS.at(-1)}.`,
  bars: SCRIPTS.map((label, at) => ({ label, value: 1400 - at * 260, text: money(1400 - at * 260, 0) })),
};
