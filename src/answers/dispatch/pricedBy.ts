import type { Block, Figure, Part, Step } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { exact } from '../../chat/show/numerals.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { showMoment } from '../../common/localTime.ts';
import type { MeterTariff } from '../bill/meterTariff.ts';
import { RISING_STEPS } from '../bill/risingSteps.ts';
import { type DispatchDay, hoursOf, isWhole } from './decided.ts';
import { andReported, reportedPrices } from './inForce.ts';
import { isReported, onMarket, pricesOf, slotsOf } from './meterDay.ts';
import { dispatchMetrics } from './metrics.ts';

/** A day, and whose prices it was decided on. */
interface Asked {
  day: DispatchDay;
  from: Provenance;
}

const MS_PER_HOUR = 3_600_000;

interface Shown extends Asked {
  metric: keyof typeof dispatchMetrics;
  value: number;
  about: string;
  label?: string;
}

const own = ({ day, about, ...shown }: Shown): Figure =>
  figure({ own: dispatchMetrics, ...shown, subject: `${day.of.subject}, ${about}` });

/** After what a plan saves: `at day-ahead prices`. */
export function pricedBy(day: DispatchDay): string {
  if (day.tariff === undefined) return `at day-ahead prices${andReported(day)}`;
  const { name } = day.tariff;
  if (onMarket(day)) return `at the volumetric price of its tariff ${name}, day ahead${andReported(day)}`;
  return `at ${isReported(day) ? '' : 'the volumetric price of '}its tariff ${name}${andReported(day)}`;
}

/** `the dearest quarter hour costs $41.20/MWh day ahead`. */
export function dearestParts(asked: Asked): Part[] {
  const { day } = asked;
  const value = Math.max(...slotsOf(day).map((slot) => slot.value));
  const metric = day.tariff || isReported(day) ? 'meterUsdPerMwh' : 'dayAheadUsdPerMwh';
  const by = day.tariff
    ? ` by its tariff ${day.tariff.name}${onMarket(day) ? ', day ahead' : ''}${andReported(day)}`
    : isReported(day)
      ? ` by day-ahead prices${andReported(day)}`
      : ' day ahead';
  return ['the dearest quarter hour costs ', own({ ...asked, metric, value, about: day.day }), by];
}

/** What the plan was decided on, and how much of the day that is. */
export function basis(asked: Asked): Block {
  const { day } = asked;
  const { tariff } = day;
  const tone = isWhole(day) ? 'info' : 'warning';
  const one = day.inForce ? 'until it ends' : 'while it held';
  const whileHeld = day.held?.length === 1 ? one : 'while each held';
  const andUntil = (at: string) => (isReported(day) ? `, and ${whileHeld} ${at}${reportedPrices(day)}` : '');
  if (tariff !== undefined && !onMarket(day)) {
    const unused = day.dayAhead.length > 0 ? '; the day-ahead prices that are known are not in it' : '';
    const parts = [
      `Decided and counted at the volumetric price of the tariff ${tariff.name}, without an index${unused}${andUntil('at ')}.`,
    ];
    return { kind: 'note', tone, parts };
  }
  const known = own({ ...asked, metric: 'knownHours', value: hoursOf(slotsOf(day)), about: day.day });
  const whole = (day.to - day.from) / MS_PER_HOUR;
  const [on, it] =
    tariff === undefined
      ? [`Decided on day-ahead prices${andUntil('on ')}`, 'them: what power costs']
      : [
          `Decided at the volumetric price of the tariff ${tariff.name}; its index is day-ahead prices${andUntil('')}`,
          'them: what the index is',
        ];
  const parts = [
    `${on}, known for `,
    known,
    ` of the day’s ${whole}`,
    day.notUsed === undefined
      ? `, and counted at ${it} when it is used is known afterwards.`
      : '; what the tariff of the site charges is not in it.',
  ];
  return { kind: 'note', tone, parts };
}

/** What a MWh costs by the tariff in each part of the day. */
export function tariffBlocks(asked: Asked): Block[] {
  const { tariff, of, to } = asked.day;
  if (tariff === undefined) return [];
  const { timeZone } = of.question.site;
  const from = { source: tariff.source, observedAt: tariff.setAt };
  const clock = (time: number) => showMoment({ time, timeZone }).slice(11);
  const index = onMarket(asked.day);
  return [
    tableOf({
      title: `Volumetric price of the tariff ${tariff.name}, since ${tariff.since}`,
      columns: ['Time', 'Per MWh', ...(index ? ['Index'] : [])],
      rows: tariff.prices.map(({ start, end, usdPerMwh, ofIndex }) => {
        const time = `${clock(start)}–${end === to ? '24:00' : clock(end)}`;
        const pen = (metric: keyof typeof dispatchMetrics, value: number) =>
          own({ ...asked, from, metric, value, about: `${tariff.name}, ${time}` });
        return [
          time,
          pen('withoutIndexUsdPerMwh', usdPerMwh),
          ...(index ? [pen('ofIndexPercent', ofIndex * 100)] : []),
        ];
      }),
    }),
  ];
}

/** How the dearest price at the meter comes of the index. */
export function meterSteps(asked: Asked): Step[] {
  const { day } = asked;
  const { tariff } = day;
  if (tariff === undefined || !onMarket(day)) return [];
  const slots = slotsOf(day);
  const dearest = slots.reduce((most, slot) => (slot.value > most.value ? slot : most));
  const holds = ({ start, end }: { start: number; end: number }) =>
    start <= dearest.start && end > dearest.start;
  const { usdPerMwh, ofIndex } = tariff.prices.find(holds)!;
  // In a quarter hour in which a report begins or ends the index is a mean.
  const isHeld = pricesOf(day).find(holds)!.ofIndex !== ofIndex;
  const whole = day.held?.find(({ start, end }) => start <= dearest.start && end >= dearest.end);
  const index = isHeld
    ? (whole?.usdPerMwh ?? (dearest.value - usdPerMwh) / ofIndex)
    : day.dayAhead.findLast(holds)!.usdPerMwh;
  const from = { source: tariff.source, observedAt: tariff.setAt };
  return [
    {
      result: own({ ...asked, metric: 'meterUsdPerMwh', value: dearest.value, about: day.day }),
      formula:
        'volumetric price = what the tariff charges for it beside the index + its share of the index × the price of the index, with losses, riders and taxes in both',
      inputs: [
        own({ ...asked, from, metric: 'withoutIndexUsdPerMwh', value: usdPerMwh, about: tariff.name }),
        own({ ...asked, from, metric: 'ofIndexPercent', value: ofIndex * 100, about: tariff.name }),
        own({
          ...{ ...asked, metric: isHeld ? 'inForceUsdPerMwh' : 'dayAheadUsdPerMwh', value: index },
          ...{
            label: isHeld ? 'Price in force then' : 'Day-ahead price then',
            about: `${day.day}, index`,
          },
        }),
      ],
      arithmetic: `${exact(usdPerMwh)} + ${exact(ofIndex)} × ${exact(index)} = ${exact(dearest.value)}`,
    },
  ];
}

/** At which steps of its prices a tariff is counted. */
const stepsWords = ({ risingSteps }: MeterTariff): string =>
  risingSteps ? `but ${RISING_STEPS}` : 'at the steps that the month reaches by the site’s own model';

/** What is in the figures, and what is not. */
export function terms(day: DispatchDay): Block {
  const { rules, modes, tariff, notUsed } = day;
  const { minimumOffHours, restartUsdPerMw, rampHours } = rules;
  const asked = [
    ...(minimumOffHours === undefined ? [] : [`at least ${minimumOffHours} h off`]),
    ...(restartUsdPerMw === undefined
      ? []
      : [`$${restartUsdPerMw} per MW and restart, also of machines that are off at the end of the day`]),
    ...(rampHours === undefined ? [] : [`${rampHours} h until full load`]),
  ];
  const without =
    tariff === undefined
      ? 'demand charges and tariffs are not in it. '
      : `the volumetric price is what one more MWh costs, ${stepsWords(tariff)}; what the tariff charges for demand, by coincident peaks, as fixed amounts and as minimums is not in it; profit goes by the mean of the day’s hours, mine or lease by that of the year’s, a plan by the hours. `;
  const parts = [
    `The strike price is what a MWh at the meter earns at today’s hashprice, less pool fee, PUE and other operating cost per MWh. ${notUsed === undefined ? `Saved is against running all day, at the mean load with the site’s uptime; ${without}` : ''}`,
    asked.length > 0 ? `As asked: ${asked.join(', ')}.` : 'A stop and a start cost nothing in it.',
    ...(isReported(day)
      ? [' A quarter hour in which a reported price begins or ends counts at the mean over it.']
      : []),
    ...(modes === undefined
      ? []
      : [
          ' A mode’s strike price is that of its step from off or the mode below: what it hashes more for each MWh more; always on is in the highest mode, and a change of mode costs nothing.',
        ]),
  ];
  return { kind: 'text', parts };
}
