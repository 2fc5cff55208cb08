import { SITE_DEFAULTS } from '../src/answers/site/inputs.ts';
import { standsForYear } from '../src/answers/site/priced.ts';
import { type Hashprice, hashprice, type Site, subsidyBtc } from '../src/economics/index.ts';
import type { SheetQuestion } from '../src/sheet/question.ts';

/** A unit that a value may be typed in; `factor` of the knob's first unit make one of it. */
interface Unit {
  label: string;
  factor: number;
  write: (value: number) => string;
}

/** How one input is turned: how far its slider goes, what it is where nobody says, and how it is typed. */
export interface Knob {
  units: readonly Unit[];
  min: number;
  max: number;
  step: number;
  /** In the first unit; undefined where nobody has said. */
  now: (question: SheetQuestion) => number | undefined;
  /** What a command reads of the typed text, in the first unit. */
  read: (value: unknown, question: SheetQuestion) => number;
}

/** By the name of the parameter. */
export type Knobs = Partial<Record<string, Knob>>;

interface Turned {
  units?: readonly Unit[];
  /** Least, most and step of the slider. */
  slide: [number, number, number];
  now: Knob['now'];
  read?: Knob['read'];
}

/** A unit; one that is not the first says how many of the first it is. */
export const unit = (label: string, write: Unit['write'] = String, factor = 1): Unit => ({
  label,
  factor,
  write,
});
export const PERCENT = [unit('%', (value) => `${value}%`)];
const dollars = (label: string) => [unit(label, (value) => `$${value}`)];

export const knob = ({ units = [unit('')], slide, now, read = (value) => Number(value) }: Turned): Knob => {
  const [min, max, step] = slide;
  return { units, min, max, step, now, read };
};

/** Shares times a hundred end in noise. */
const inPercent = (value: unknown): number => Number((Number(value) * 100).toPrecision(12));

/** Machines are ranked at the built-in defaults, as is whatever is described without a site. */
const siteOf = ({ topic, sites }: SheetQuestion): Partial<Site> =>
  (topic === 'machines' ? undefined : sites[0]?.site) ?? SITE_DEFAULTS;
const ofSite =
  (field: keyof Site): Knob['now'] =>
  (question) => {
    const value = siteOf(question)[field];
    return typeof value === 'number' ? value : undefined;
  };
const shareOfSite =
  (field: keyof Site): Knob['now'] =>
  (question) => {
    const value = ofSite(field)(question);
    return value === undefined ? undefined : inPercent(value);
  };
/** A change is a new value, or the old one times a factor. */
const changed =
  (now: (question: SheetQuestion) => number): Knob['read'] =>
  (value, question) => {
    const change = value as { to: number } | { byFactor: number };
    return 'to' in change ? change.to : now(question) * change.byFactor;
  };

const price = ({ market }: SheetQuestion) => market.priceUsd.value;
const fees = ({ market }: SheetQuestion) => market.fees.value.btcPerBlock;
/** What hashrate earns in the market of a question. */
export const payoutOf = (question: SheetQuestion): Hashprice => {
  const { height, difficulty } = question.market.chain.value;
  const subsidy = subsidyBtc({ height: height + 1 });
  const inputs = {
    subsidyBtc: subsidy,
    feesBtcPerBlock: fees(question),
    difficulty,
    priceUsd: price(question),
  };
  return hashprice(inputs);
};
const usdPerPhDay = (question: SheetQuestion) => payoutOf(question).usdPerPhDay;

const powerUnits = [
  unit('$/MWh', (value) => `$${value}/MWh`),
  unit('¢/kWh', (value) => `${value}c`, 10),
  unit('$/kWh', (value) => `$${value}/kWh`, 1000),
];
const hashpriceUnits = [
  unit('$/PH/day', (value) => `$${value}/PH/day`),
  unit('$/TH/day', (value) => `$${value}/TH/day`, 1000),
];

/** What is counted with: what was reported of the day or the year, else the site's own; what a tariff comes to is billed first. */
const powerPrice: Knob['now'] = (question) => {
  const { power, year, tariffs } = question.sites[0] ?? {};
  const reported = power?.usdPerMwh ?? (year && standsForYear(year) ? year.usdPerMwh : undefined);
  return tariffs ? undefined : (reported ?? ofSite('powerPriceUsdPerMwh')(question));
};
const power = knob({ units: powerUnits, slide: [0, 150, 0.5], now: powerPrice });

/** What differs where a command changes the market instead of stating it. */
const whatIf: Knobs = {
  power: { ...power, read: changed((question) => siteOf(question).powerPriceUsdPerMwh ?? Number.NaN) },
  price: knob({ units: dollars('$'), slide: [10_000, 250_000, 500], now: price, read: changed(price) }),
  hashprice: knob({
    units: hashpriceUnits,
    slide: [10, 150, 0.5],
    now: usdPerPhDay,
    read: changed(usdPerPhDay),
  }),
  fees: knob({ units: [unit('BTC')], slide: [0, 1, 0.005], now: fees, read: changed(fees) }),
};

const shared: Knobs = {
  power,
  pue: knob({ slide: [1, 1.6, 0.01], now: ofSite('pue') }),
  uptime: knob({ units: PERCENT, slide: [50, 100, 0.5], now: shareOfSite('uptime'), read: inPercent }),
  fee: knob({ units: PERCENT, slide: [0, 5, 0.1], now: shareOfSite('poolFee'), read: inPercent }),
  opex: knob({ units: dollars('$ per MWh'), slide: [0, 30, 0.5], now: ofSite('otherOperatingUsdPerMwh') }),
  demand: knob({
    units: dollars('$ per kW-month'),
    slide: [0, 20, 0.25],
    now: ofSite('demandChargeUsdPerKwMonth'),
  }),
  hashprice: knob({ units: hashpriceUnits, slide: [10, 150, 0.5], now: usdPerPhDay }),
  ratio: knob({ slide: [1, 2, 0.05], now: ofSite('grossToCritical') }),
};

/** The knob of an input; what has none is typed. */
export const knobOf = (asked: { topic: string; name: string; more?: Knobs | undefined }): Knob | undefined =>
  (asked.topic === 'whatif' ? whatIf[asked.name] : undefined) ??
  shared[asked.name] ??
  asked.more?.[asked.name];
