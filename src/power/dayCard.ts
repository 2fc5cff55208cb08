import { type Block, type Figure, type Part, type Reply, reply } from '../chat/reply.ts';
import { figure } from '../chat/show/figures.ts';
import type { Metrics } from '../chat/show/metrics.ts';
import { usd } from '../chat/show/numerals.ts';
import { tableOf } from '../chat/show/tables.ts';
import { showMoment } from '../common/localTime.ts';
import { showHours } from './showHours.ts';
import type { Correction, DayVersions, MeanPrice } from './versions.ts';

/** What the prices of a day add to the table of metrics. */
export const powerMetrics = {
  powerPriceCorrectionUsdPerMwh: {
    label: 'Correction of the power price',
    unit: 'USD/MWh',
    show: (value) => `${value < 0 ? '−' : '+'}${usd(Math.abs(value), 2)}/MWh`,
  },
} satisfies Metrics;

interface DayOfPower {
  name: string;
  timeZone: string;
  /** `2026-07-14` */
  day: string;
  /** Of that day so far. */
  hours: number;
  isOver: boolean;
  live: DayVersions;
  dayAhead: DayVersions;
}

const MOST_LISTED = 60;

/** What power cost at a site on one of its days: what is known now, what was known at its end, and each correction. */
export function powerDayCard(of: DayOfPower): Reply {
  const { name, day, live, dayAhead } = of;
  const known = live.known ?? dayAhead.known;
  if (known === undefined)
    return reply({
      title: `No price of power of ${name} is known for ${day}`,
      blocks: [
        {
          kind: 'text',
          parts: ['Prices that are reported or fed are kept for 400 days. What is there now: power'],
        },
      ],
    });
  const mean = meanFigure({ of, market: live.known ? 'live' : 'dayAhead', at: 'known', mean: known });
  const corrections = [...live.corrections, ...dayAhead.corrections];
  const reported = live.known ? ' reported' : '';
  const hours = `${showHours(known.hoursKnown)}${reported} of ${showHours(of.hours)}${of.isOver ? '' : ' so far'}`;
  return reply({
    title: `${name} on ${day}: ${mean.text}${live.known ? '' : ' day ahead'}, the mean of ${hours}`,
    readsSites: true,
    blocks: [
      tableOf({
        title: 'Mean, each price by how long it held',
        columns: ['', ...(of.isOver ? ['At its end', 'Now'] : ['So far'])],
        rows: (['live', 'dayAhead'] as const).flatMap((market): Part[][] =>
          of[market].known ? [[MARKETS[market], ...meansOf(of, market)]] : [],
        ),
      }),
      ...corrected(of),
    ],
    details: [
      ...(corrections.length > 0
        ? [correctionTable({ of, corrections: corrections.slice(0, MOST_LISTED) })]
        : []),
      priceTable(of),
    ],
  });
}

const MARKETS = { live: 'Paid', dayAhead: 'Day ahead' } as const;
type Market = keyof typeof MARKETS;

function meanFigure(asked: {
  of: DayOfPower;
  market: Market;
  at: 'atEnd' | 'known';
  mean: MeanPrice;
}): Figure {
  const { of, market, at, mean } = asked;
  const last = of[market].prices.at(-1)!;
  const from = { source: last.source, observedAt: last.recordedAt };
  const subject = `${of.name} on ${of.day}, ${MARKETS[market].toLowerCase()}, ${at === 'known' ? 'now' : 'at its end'}`;
  return figure({ metric: 'powerPriceUsdPerMwh', value: mean.usdPerMwh, subject, from });
}

const meansOf = (of: DayOfPower, market: Market): Part[] =>
  (of.isOver ? (['atEnd', 'known'] as const) : (['known'] as const)).map((at) => {
    const mean = of[market][at];
    return mean === undefined ? 'not known' : meanFigure({ of, market, at, mean });
  });

/** How much all corrections changed the mean, and how many there were. */
function corrected(of: DayOfPower): Block[] {
  const { known, atEnd, corrections } = of.live;
  if (corrections.length === 0 && of.dayAhead.corrections.length === 0)
    return [{ kind: 'text', parts: ['Nothing of it was corrected.'] }];
  if (known === undefined || atEnd === undefined || !of.isOver) return [];
  const { recordedAt: observedAt, source } = of.live.prices.at(-1)!;
  const moved = figure({
    own: powerMetrics,
    metric: 'powerPriceCorrectionUsdPerMwh',
    value: known.usdPerMwh - atEnd.usdPerMwh,
    subject: `${of.name} on ${of.day}`,
    from: { source, observedAt },
  });
  return [
    {
      kind: 'text',
      parts: ['Since the day ended, what was paid has moved by ', moved, ': More names each correction.'],
    },
  ];
}

const clock = (time: number, { timeZone, day }: DayOfPower): string => {
  const moment = showMoment({ time, timeZone });
  return moment.startsWith(day) ? moment.slice(11) : moment;
};

function correctionTable(asked: { of: DayOfPower; corrections: readonly Correction[] }): Block {
  const { of, corrections } = asked;
  return tableOf({
    title: `Corrections, by when they were kept (${of.timeZone})`,
    columns: ['From', 'Was', 'Is', 'Kept'],
    rows: corrections.map((one): Part[] => {
      const price = (value: number, at: string) =>
        figure({
          metric: 'powerPriceUsdPerMwh',
          value,
          subject: `${of.name} from ${clock(one.start, of)}, ${at} ${clock(one.recordedAt, of)}`,
          from: { source: one.source, observedAt: one.recordedAt },
        });
      return [
        clock(one.start, of),
        price(one.wasUsdPerMwh, 'before'),
        price(one.isUsdPerMwh, 'since'),
        clock(one.recordedAt, of),
      ];
    }),
  });
}

/** Each price of the day as it counts now. */
function priceTable(of: DayOfPower): Block {
  const market = of.live.known ? 'live' : 'dayAhead';
  return tableOf({
    title: `${MARKETS[market]}, as it counts now (${of.timeZone})`,
    columns: ['From', 'Until', 'Price', 'Source', 'Kept'],
    rows: of[market].prices
      .slice(0, MOST_LISTED)
      .map(({ start, end, usdPerMwh, source, recordedAt }): Part[] => [
        clock(start, of),
        clock(end, of),
        figure({
          metric: 'powerPriceUsdPerMwh',
          value: usdPerMwh,
          subject: `${of.name} from ${clock(start, of)}`,
          from: { source, observedAt: recordedAt },
        }),
        source,
        clock(recordedAt, of),
      ]),
  });
}
