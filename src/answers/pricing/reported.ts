import type { Figure, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import { type PowerOfDay, showHours } from '../../power/index.ts';
import { isSplit, pricedFrom } from '../site/priced.ts';
import type { ReportedWords, SiteQuestion } from '../site/question.ts';

/**
 * A question of what a site earns today, at what power costs there today as far as that was reported. Whoever names a
 * price asks at that one.
 */
export function atPowerOfDay(asked: { question: SiteQuestion; power: PowerOfDay | undefined }): SiteQuestion {
  const { question, power } = asked;
  if (power === undefined || question.demo || question.changed.includes('powerPriceUsdPerMwh'))
    return question;
  const { site } = question;
  const powerPriceUsdPerMwh = power.usdPerMwh ?? site.powerPriceUsdPerMwh;
  return {
    ...question,
    site: { ...site, powerPriceUsdPerMwh },
    power: { ...power, ownUsdPerMwh: site.powerPriceUsdPerMwh, words },
  };
}

type Reported = NonNullable<SiteQuestion['power']>;
type Asked = { question: SiteQuestion };
type Named = Asked & { power: Reported };

/** After a price, in a few words: `, today's mean; $80.00/MWh is in force`. Nothing where the price is the site's own. */
function powerBasis({ question }: Asked): Part[] {
  const { power } = question;
  if (power === undefined) return [];
  const { usdPerMwh, inForceUsdPerMwh } = power;
  const own = isSplit(question) ? 'its tariff' : 'its own';
  if (usdPerMwh === undefined) return [`, ${own}: nothing was heard of today’s`];
  if (inForceUsdPerMwh === undefined)
    return [power.byHand ? `, ${meanOf(power)}; ${own} is in force` : `, ${meanOf(power)}`];
  if (isOne(power)) return [`, ${said(power.source)}`];
  return [`, ${meanOf(power)}; `, inForcePrice({ question, power }), ' is in force'];
}

/**
 * `today’s mean`; of less than the whole day so far, `today’s mean of 12 min known`, and how much of it was reported where a
 * price that was set has run out.
 */
function meanOf(power: Reported): string {
  const { hoursKnown, hours } = power;
  const of = showHours(hoursKnown) === showHours(hours) ? '' : ` of ${showHours(hoursKnown)} known`;
  return `today’s mean${of}${reportedOf(power)}`;
}

/** `, 3 min of it reported`; nothing where all that is known was. */
function reportedOf({ hoursKnown, hoursReported = hoursKnown }: Reported): string {
  const [known, reported] = [showHours(hoursKnown), showHours(hoursReported)];
  return known === reported ? '' : `, ${reported} of it reported`;
}

function sentences({ question }: Asked): Part[] {
  const { site } = question;
  const power = question.power!;
  const { usdPerMwh, inForceUsdPerMwh, source, observedAt, end } = power;
  const at = (time: number) => `${showMoment({ time, timeZone: site.timeZone })} (${site.timeZone})`;
  const whose = isSplit(question) ? 'its tariff’s' : 'the site’s own';
  const own = price({
    question,
    label: isSplit(question) ? 'Energy by its tariff' : 'The site’s own power price',
    value: power.ownUsdPerMwh,
    source: pricedFrom({ ...question, field: 'powerPriceUsdPerMwh' })?.source ?? question.source,
  });
  const ranOut = `the price ${said(source)} ran out at ${at(end)}`;
  if (usdPerMwh === undefined) return [`Power: ${ranOut}; ${whose} `, own, ' counts in its place.'];
  const mean = price({ question, label: 'Power price today', value: usdPerMwh, source });
  if (isOne(power)) return ['Power: ', mean, ` ${said(source)} on ${at(observedAt)}; ${whose} is `, own, '.'];
  const head: Part[] = [
    'Power: ',
    mean,
    ` is the mean of ${showHours(power.hoursKnown)} of the day’s ${showHours(power.hours)} so far${reportedOf(power)}, each price by how long it held; `,
  ];
  if (inForceUsdPerMwh === undefined) return [...head, `${ranOut}, and ${whose} `, own, ' is in force.'];
  return [
    ...head,
    'in force is ',
    inForcePrice({ question, power }),
    `, ${said(source)} on ${at(observedAt)}.`,
  ];
}

/** Whether all that is known of the day is the price that is in force. */
const isOne = ({ usdPerMwh, inForceUsdPerMwh }: Reported): boolean =>
  usdPerMwh !== undefined && inForceUsdPerMwh !== undefined && Math.abs(inForceUsdPerMwh - usdPerMwh) < 0.005;

const inForcePrice = ({ question, power }: Named): Figure =>
  price({
    question,
    label: 'Power price in force',
    value: power.inForceUsdPerMwh!,
    source: power.source,
  });

function price(asked: { question: SiteQuestion; label: string; value: number; source: string }): Figure {
  const { question, label, value, source } = asked;
  const { observedAt } = question.power!;
  const { name: subject } = question.site;
  return figure({ metric: 'powerPriceUsdPerMwh', value, subject, label, from: { source, observedAt } });
}

/** `set by Ana`; of a feed, `from https://example.com`. */
export const said = (source: string): string => (source.startsWith('set by ') ? source : `from ${source}`);

const words: ReportedWords = {
  short: ({ question }) => [
    ...powerBasis({ question }),
    ...(isSplit(question) ? ['; the rest of the bill by its tariff'] : []),
    ...(question.priced?.lacksTariff ? ['; its tariff is not used'] : []),
  ],
  whole: sentences,
  mean: ({ question: { power } }) =>
    power?.usdPerMwh === undefined || isOne(power) ? undefined : meanOf(power),
};
