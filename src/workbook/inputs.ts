import { powerName } from '../answers/site/power.ts';
import { pricedFrom } from '../answers/site/priced.ts';
import {
  inputSource,
  REST_PER_KW,
  reportedPower,
  type SiteCase,
  type SiteQuestion,
} from '../answers/site/question.ts';
import type { SiteWorkings } from '../answers/workings.ts';
import { type Metric, metrics } from '../chat/show/metrics.ts';
import type { Hashprice, Site } from '../economics/index.ts';
import { type Cell, columnName, labelOfAll, type NumberFormat, text, type Worksheet } from './cells.ts';

/** What a site's economics are computed from, a line each. */
interface InputLine {
  label: string;
  unit: string;
  format: NumberFormat;
  read: (of: SiteCase) => number | string | undefined;
  /** The field of the site, or the part of the market. */
  field: keyof Site | 'price' | 'difficulty' | 'fees' | 'chain';
}

const market = (
  metric: Metric,
  field: InputLine['field'],
  part: 'priceUsd' | 'difficulty' | 'feesBtcPerBlock' | 'subsidyBtc',
  format: NumberFormat,
): InputLine => ({
  label: metrics[metric].label,
  unit: metrics[metric].unit,
  format,
  field,
  read: ({ hashprice }: { hashprice: Hashprice }) => hashprice[part],
});

/** `metric` names the input; shares are written as percentages. */
const ofSite = (metric: Metric, field: keyof Site, format: NumberFormat): InputLine => ({
  label: metrics[metric].label,
  unit: metrics[metric].unit,
  format,
  field,
  read: ({ question: { site } }) => site[field] as number | undefined,
});

const LINES = {
  price: market('btcPriceUsd', 'price', 'priceUsd', 'usd'),
  difficulty: market('difficulty', 'difficulty', 'difficulty', 'whole'),
  fees: market('feesBtcPerBlock', 'fees', 'feesBtcPerBlock', 'general'),
  subsidy: market('subsidyBtc', 'chain', 'subsidyBtc', 'general'),
  power: ofSite('powerPriceUsdPerMwh', 'powerPriceUsdPerMwh', 'usdCents'),
  pue: ofSite('pue', 'pue', 'general'),
  uptime: ofSite('uptimePercent', 'uptime', 'percent'),
  poolFee: ofSite('poolFeePercent', 'poolFee', 'percent'),
  scheme: {
    label: 'Pool scheme, PPS pays no fees',
    unit: '',
    format: 'general',
    field: 'poolScheme',
    read: ({ question: { site } }) => site.poolScheme,
  },
  otherPerMwh: ofSite('otherOperatingUsdPerMwh', 'otherOperatingUsdPerMwh', 'usdCents'),
  otherPerMonth: ofSite('otherOperatingUsdPerMonth', 'otherOperatingUsdPerMonth', 'usd'),
  demand: ofSite('demandChargeUsdPerKwMonth', 'demandChargeUsdPerKwMonth', 'usdCents'),
  sga: ofSite('sgaUsdPerMonth', 'sgaUsdPerMonth', 'usd'),
  interest: ofSite('interestUsdPerMonth', 'interestUsdPerMonth', 'usd'),
  stock: ofSite('stockCompensationUsdPerMonth', 'stockCompensationUsdPerMonth', 'usd'),
  capex: ofSite('capexUsd', 'capexUsd', 'usd'),
  depreciation: ofSite('depreciationYears', 'depreciationYears', 'general'),
} satisfies Record<string, InputLine>;

export type InputName = keyof typeof LINES;
const names = Object.keys(LINES) as InputName[];

const FIRST_ROW = 4;
/** The column of the first case, on this sheet and on that of the results. */
export const FIRST_CASE = 2;

/** Where an input of a case stands: `Inputs!C8`. */
export const inputAt = (name: InputName, at: number): string => `Inputs!${hereAt(name, at)}`;
const hereAt = (name: InputName, at: number): string =>
  `${columnName(FIRST_CASE + at)}${FIRST_ROW + names.indexOf(name) + 1}`;

/** The inputs of every case; what a case has in common with an earlier one refers to it. */
export function inputsSheet({ workings, title }: { workings: SiteWorkings; title: string }): Worksheet {
  const cases = inputCases(workings);
  return {
    name: 'Inputs',
    widths: [34, 14, ...cases.map(() => 22), 60],
    frozen: { rows: FIRST_ROW, columns: FIRST_CASE },
    rows: [
      [text(`As asked: ${title}`, 'title')],
      [
        text(
          'What is blue may be changed: every formula follows. The line above and Sources stay as asked. What is empty was not given.',
          'note',
        ),
      ],
      [],
      ['Input', 'Unit', ...cases.map(({ subject }) => subject), 'Source'].map((it) => text(it, 'head')),
      ...names.map((name): Cell[] => [
        text(labelOfAll(cases.map((of) => inputLabel({ line: LINES[name], of })))),
        text(LINES[name].unit, 'note'),
        ...cases.map((_, at) => inputCell({ name, at, workings })),
        text(sourcesOf({ name, workings }), 'note'),
      ]),
    ],
  };
}

/** By a tariff the price and the charge on the draw are what its bill comes to, not what anybody typed. */
function inputLabel({ line: { field, label }, of: { question } }: { line: InputLine; of: SiteCase }): string {
  if (tariffOf({ field, question }) === undefined) return label;
  return field === 'demandChargeUsdPerKwMonth' ? REST_PER_KW : powerName(question);
}

/** The tariff whose bill the input comes from. */
function tariffOf(asked: { field: InputLine['field']; question: SiteQuestion }) {
  const { question } = asked;
  const field = asked.field as keyof Site;
  const basis = question.priced?.basis;
  const isPriced = !reportedPower({ question, field }) && pricedFrom({ ...question, field }) !== undefined;
  return isPriced && basis?.by === 'tariff' ? basis : undefined;
}

/** Machines share the inputs of one site. */
const inputCases = ({ kind, cases }: SiteWorkings): readonly SiteCase[] =>
  kind === 'machines' ? cases.slice(0, 1) : cases;

function inputCell(asked: { name: InputName; at: number; workings: SiteWorkings }): Cell {
  const { name, at, workings } = asked;
  const { cases, kind } = workings;
  const line: InputLine = LINES[name];
  const of = cases[at]!;
  const { format } = line;
  const value = line.read(of);
  const earlier = cases.slice(0, at);
  const same = earlier.findIndex((it) => isShared({ line, it, of }) && line.read(it) === value);
  // An empty cell that is referred to would be 0.
  if (same >= 0 && value !== undefined) return { formula: hereAt(name, same), value, format };
  const before = cases[0] && line.read(cases[0]);
  // The market that is ahead moves with that of today.
  if (
    at > 0 &&
    kind !== 'change' &&
    isMarket(line) &&
    typeof value === 'number' &&
    typeof before === 'number'
  )
    return { formula: `${hereAt(name, 0)}*${value / before}`, value, format };
  return { value, format, look: 'input' };
}

const isMarket = ({ field }: InputLine): boolean => ['price', 'difficulty', 'fees', 'chain'].includes(field);

const isShared = ({ line, it, of }: { line: InputLine; it: SiteCase; of: SiteCase }): boolean =>
  isMarket(line) || it.question.site.name === of.question.site.name;

function sourcesOf({ name, workings }: { name: InputName; workings: SiteWorkings }): string {
  const { view } = workings;
  const line: InputLine = LINES[name];
  const cases = inputCases(workings);
  const sources = cases
    .filter((of) => line.read(of) !== undefined)
    .map((of) => {
      const { field } = line;
      if (field === 'price' || field === 'difficulty' || field === 'fees' || field === 'chain')
        return line.read(of) === line.read({ ...of, hashprice: view.hashprice })
          ? view.from[field].source
          : changedBy(workings);
      const tariff = tariffOf({ field, question: of.question });
      return tariff
        ? `the tariff (${tariff.source}) as billed for ${tariff.of}`
        : inputSource({ question: of.question, field });
    });
  return [...new Set(sources)].join('; ');
}

const changedBy = ({ kind }: SiteWorkings): string => (kind === 'change' ? 'the question' : 'what is ahead');
