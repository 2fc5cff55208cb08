import { SourceError } from '../../net/http.ts';
import { type PriceUnit, readPriceUnit } from './money.ts';
import { readNumber } from './number.ts';
import { priceProvider } from './provider.ts';
import { type PriceRow, slotsOf, utc } from './slots.ts';
import { readTime } from './times.ts';
import { childrenOf, type Element, readXml, textOf } from './xml.ts';

const MINUTES: Record<string, number> = { PT15M: 15, PT30M: 30, PT60M: 60, PT1H: 60 };
const QUARTER_MS = 900_000;
const MAX_POINTS = 1000;

/**
 * Day-ahead prices of the ENTSO-E transparency platform, document A44. A position that is missing repeats the one before
 * (curve type A03). Of several series for one quarter hour the one of lowest classification sequence counts.
 */
export const entsoe = priceProvider({
  name: 'entsoe',
  title: 'ENTSO-E',
  options: {},
  read({ text, options }) {
    const document = readXml(text);
    refuseReason(document);
    if (document.name !== 'Publication_MarketDocument' || textOf(document, 'type') !== 'A44')
      throw new SourceError(
        `it is ${document.name} ${textOf(document, 'type') ?? ''}, prices are in a Publication_MarketDocument A44`,
      );
    const series = childrenOf(document, 'TimeSeries');
    const rows = lowestSequence(series.map((one) => ({ sequence: sequenceOf(one), rows: rowsOf(one) })));
    const units = new Map(series.map((one) => [JSON.stringify(unitOf(one)), unitOf(one)]));
    if (units.size > 1) throw new SourceError('its series are in several units');
    const [unit = { currency: 'EUR', factor: 1 }] = units.values();
    return slotsOf({ rows, unit, options });
  },
});

/** What it answers in place of prices. */
function refuseReason(document: Element): void {
  const reason = textOf(document, 'Reason', 'text');
  if (document.name === 'Acknowledgement_MarketDocument')
    throw new SourceError(`ENTSO-E answers “${reason?.slice(0, 150) ?? 'nothing'}”`);
}

function unitOf(series: Element): PriceUnit {
  const [currency, energy] = [
    textOf(series, 'currency_Unit.name'),
    textOf(series, 'price_Measure_Unit.name'),
  ];
  const unit = readPriceUnit(`${currency}/${energy}`);
  if (unit === undefined) throw new SourceError(`its unit is ${currency} per ${energy}, EUR per MWH is read`);
  return unit;
}

/** The place of a series among several for one time; 1 where it has none. */
function sequenceOf(series: Element): number {
  const value = textOf(series, 'classificationSequence_AttributeInstanceComponent.position');
  return readNumber({ place: 'classification sequence', value }) ?? 1;
}

const rowsOf = (series: Element): PriceRow[] => childrenOf(series, 'Period').flatMap(rowsOfPeriod);

function rowsOfPeriod(period: Element): PriceRow[] {
  const [start, end] = ['start', 'end'].map((name) => timeAt(period, name));
  const minutes = MINUTES[textOf(period, 'resolution') ?? ''];
  if (minutes === undefined)
    throw new SourceError(
      `its resolution is ${textOf(period, 'resolution')}, PT15M, PT30M and PT60M are read`,
    );
  const length = minutes * 60_000;
  const count = (end! - start!) / length;
  if (!Number.isInteger(count) || count < 1 || count > MAX_POINTS)
    throw new SourceError(
      `its period of ${utc(start!)} to ${utc(end!)} does not hold 1 to ${MAX_POINTS} times ${minutes} minutes`,
    );
  const prices = pricesOf({ period, count });
  let price = prices.get(1);
  return Array.from({ length: count }, (_, index) => {
    price = prices.get(index + 1) ?? price;
    const at = start! + index * length;
    return { place: `the series at ${utc(at)}`, start: at, end: at + length, price: price! };
  });
}

function timeAt(period: Element, name: string): number {
  const time = readTime({ place: `its period, ${name}`, value: textOf(period, 'timeInterval', name) });
  if ('utc' in time) return time.utc;
  throw new SourceError(`its period, ${name}: the time has no offset to UTC`);
}

/** Prices by position. @throws SourceError for a position that is not in the period, stands twice, or has no price */
function pricesOf({ period, count }: { period: Element; count: number }): Map<number, number> {
  const prices = new Map<number, number>();
  for (const point of childrenOf(period, 'Point')) {
    const position = Number(textOf(point, 'position'));
    const place = `position ${position}`;
    const price = readNumber({ place, value: textOf(point, 'price.amount') });
    if (!Number.isInteger(position) || position < 1 || position > count)
      throw new SourceError(`${place} is not within 1 to ${count}`);
    if (prices.has(position)) throw new SourceError(`${place} stands twice in a period`);
    if (price === undefined) throw new SourceError(`${place} has no price`);
    prices.set(position, price);
  }
  if (!prices.has(1)) throw new SourceError('a period has no price at position 1');
  return prices;
}

/** The rows of each quarter hour that the lowest sequence has; of one sequence, all of them. */
function lowestSequence(series: readonly { sequence: number; rows: PriceRow[] }[]): PriceRow[] {
  const lowest = new Map<number, number>();
  const quarters = series.flatMap(({ sequence, rows }) =>
    rows.flatMap(({ start, end, ...row }) =>
      Array.from({ length: (end - start) / QUARTER_MS }, (_, index) => {
        const at = start + index * QUARTER_MS;
        lowest.set(at, Math.min(sequence, lowest.get(at) ?? Infinity));
        return { sequence, row: { ...row, start: at, end: at + QUARTER_MS } };
      }),
    ),
  );
  return quarters.filter(({ sequence, row }) => sequence === lowest.get(row.start)).map(({ row }) => row);
}
