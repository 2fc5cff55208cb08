import { showDuration } from '../chat/parameters/duration.ts';
import { type Block, type Part, type Reply, reply } from '../chat/reply.ts';
import { showAge } from '../chat/show/age.ts';
import { figure } from '../chat/show/figures.ts';
import { showMoment } from '../common/localTime.ts';
import { showUrl } from '../net/http.ts';
import { type PowerReport, powerNow } from './report.ts';

/** The power prices that are reported, each with its age and where it comes from. */
export function powerCard(asked: {
  all: readonly PowerReport[];
  now: number;
  /** Of the sites by their names: until when a price holds is said on the clock of the site. */
  timeZones: ReadonlyMap<string, string>;
}): Reply {
  const { all, now, timeZones } = asked;
  if (all.length === 0) {
    const parts = [
      'Each site counts with its tariff, or its own power price where it has none. Report another: power rockdale 62, or power rockdale https://….',
    ];
    return reply({ title: 'No power price is reported', blocks: [{ kind: 'text', parts }] });
  }
  return reply({
    title: 'Reported power prices',
    blocks: [
      {
        kind: 'table',
        columns: [
          { label: 'Site', align: 'left' },
          { label: 'Price', align: 'right' },
          { label: 'Age', align: 'left' },
          { label: 'From', align: 'left' },
        ],
        rows: all.map((report) => powerRow({ report, now, timeZone: timeZones.get(report.name) ?? 'UTC' })),
      },
      ...all.flatMap((report) => remarks(report, now)),
    ],
  });
}

function powerRow(asked: { report: PowerReport; now: number; timeZone: string }): Part[] {
  const { report, now, timeZone } = asked;
  const { name, url, priceUsdPerMwh, observedAt, source, until } = report;
  const origin =
    url === undefined
      ? source + (until === undefined ? '' : `, until ${showMoment({ time: until, timeZone })} (${timeZone})`)
      : showUrl(url);
  if (priceUsdPerMwh === undefined || observedAt === undefined) return [name, 'none yet', '', origin];
  const from = { source: origin, observedAt };
  const price = figure({ metric: 'powerPriceUsdPerMwh', value: priceUsdPerMwh, subject: name, from });
  return [name, price, showAge({ asOf: price.asOf, now }), origin];
}

const UNMOVED_MS = 6 * 3_600_000;

/** What a reader must know of a price: why it could not be read, that no alert reads it any more, that it stands still. */
function remarks(report: PowerReport, now: number): Block[] {
  const { name, url, error, observedAt, unchangedSince } = report;
  const price = powerNow(report, now);
  const isOld = observedAt !== undefined && price === 'stale';
  const unmovedMs = url === undefined || unchangedSince === undefined ? 0 : now - unchangedSince;
  const warnings = [
    ...(error === undefined ? [] : [error]),
    ...(isOld ? ['this price is too old to be used, and alerts have no data of it'] : []),
    ...(price === undefined ? ["this price has run out: the site's own counts"] : []),
    ...(!isOld && unmovedMs >= UNMOVED_MS
      ? [`this price has not moved for ${showDuration(unmovedMs)}: check that the feed is alive`]
      : []),
  ];
  return warnings.map((text) => ({ kind: 'note', tone: 'warning', parts: [`${name}: ${text}`] }));
}
