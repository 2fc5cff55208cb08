import type { Published } from '../../contracts/priceProvider.ts';

/** What upstreams publish, as they write it. */

/** What a clock of Texas shows, by Intl and not by what is tested. */
const central = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Chicago',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
function centralClock(time: number) {
  const parts = Object.fromEntries(central.formatToParts(time).map(({ type, value }) => [type, value]));
  return {
    year: parts.year!,
    month: parts.month!,
    day: parts.day!,
    hour: Number(parts.hour),
    minute: Number(parts.minute),
  };
}

/** Whether the clock has shown the same an hour before. */
const isRepeated = (time: number) => centralClock(time).hour === centralClock(time - 3_600_000).hour;

const two = (number: number) => String(number).padStart(2, '0');

/** The columns of NP6-785-ER, or of NP4-180-ER where prices are of hours. */
export function ercotCsv(prices: readonly Published[], point = 'HB_SOUTH'): string {
  const quarters = prices[0]?.minutes === 15;
  const rows = prices.map(({ start, price }) => {
    const { year, month, day, hour, minute } = centralClock(start);
    const when = quarters ? [hour + 1, minute / 15 + 1] : [`${two(hour + 1)}:00`];
    return [`${month}/${day}/${year}`, ...when, isRepeated(start) ? 'Y' : 'N', point, 'HU', price].join(',');
  });
  const hour = quarters ? 'Delivery Hour,Delivery Interval' : 'Hour Ending';
  const header = `Delivery Date,${hour},Repeated Hour Flag,Settlement Point Name,Settlement Point Type,Settlement Point Price`;
  return [header, ...rows].join('\r\n');
}

export const energyChartsJson = (prices: readonly Published[], unit = 'EUR / MWh'): string =>
  JSON.stringify({
    license_info: 'CC BY 4.0',
    unix_seconds: prices.map(({ start }) => start / 1000),
    price: prices.map(({ price }) => price),
    unit,
    deprecated: false,
  });

/** Times of wall clocks without an offset, as spreadsheets write them. */
export function wallCsv(prices: readonly Published[]): string {
  const rows = prices.map(({ start, price }) => {
    const { year, month, day, hour, minute } = centralClock(start);
    return `${year}-${month}-${day} ${two(hour)}:${two(minute)};${String(price).replace('.', ',')}`;
  });
  return ['interval start;price', ...rows].join('\n');
}

const iso = (time: number) => new Date(time).toISOString().replace(':00.000Z', 'Z');

interface Series {
  prices: readonly Published[];
  sequence?: number;
  currency?: string;
  /** Positions that are not written. */
  without?: number[];
}

export function entsoeXml(given: readonly Series[]): string {
  const series = given.map(({ prices, sequence, currency = 'EUR' }) => {
    const [first, last] = [prices[0]!, prices.at(-1)!];
    const length = first.minutes * 60_000;
    const points = prices.map(
      ({ start, price }) => `
        <Point>
          <position>${(start - first.start) / length + 1}</position>
          <price.amount>${price}</price.amount>
        </Point>`,
    );
    const place =
      sequence === undefined
        ? ''
        : `<classificationSequence_AttributeInstanceComponent.position>${sequence}</classificationSequence_AttributeInstanceComponent.position>`;
    return `
  <TimeSeries>
    <mRID>1</mRID><businessType>A62</businessType>
    <in_Domain.mRID codingScheme="A01">10Y1001A1001A82H</in_Domain.mRID>
    <currency_Unit.name>${currency}</currency_Unit.name>
    <price_Measure_Unit.name>MWH</price_Measure_Unit.name>
    ${place}
    <curveType>A03</curveType>
    <Period>
      <timeInterval><start>${iso(first.start)}</start><end>${iso(last.start + length)}</end></timeInterval>
      <resolution>PT${first.minutes}M</resolution>${points.join('')}
    </Period>
  </TimeSeries>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<Publication_MarketDocument xmlns="urn:iec62325.351:tc57wg16:451-3:publicationdocument:7:3">
  <mRID>6d5f</mRID><type>A44</type>${series.join('')}
</Publication_MarketDocument>
`;
}
