import type { Block, Figure, Part } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import { showMoment } from '../../common/localTime.ts';
import type { PowerOfDay } from '../../power/index.ts';
import type { SiteQuestion } from './question.ts';

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
    power: { ...power, ownUsdPerMwh: site.powerPriceUsdPerMwh },
  };
}

/** Which power price a site's answer counts with where one was reported: how much of the day it is known for, and what is in force now. */
export function powerNote({ question }: { question: SiteQuestion }): Block[] {
  const { power } = question;
  return power === undefined ? [] : [{ kind: 'note', tone: 'info', parts: sentences({ question, power }) }];
}

type Reported = NonNullable<SiteQuestion['power']>;
type Named = { question: SiteQuestion; power: Reported };

function sentences({ question, power }: Named): Part[] {
  const { site } = question;
  const { usdPerMwh, inForceUsdPerMwh, source, observedAt, end } = power;
  const at = (time: number) => showMoment({ time, timeZone: site.timeZone });
  const price = (label: string, value: number, from: string): Figure =>
    figure({
      metric: 'powerPriceUsdPerMwh',
      value,
      subject: site.name,
      label,
      from: { source: from, observedAt },
    });
  const own = price("The site's own power price", power.ownUsdPerMwh, question.source);
  const ranOut = `what ${said(source)} ran out at ${at(end)} (${site.timeZone})`;
  if (usdPerMwh === undefined) return [`Power: ${ranOut}; the site's own `, own, ' counts in its place.'];
  const mean = price('Power price today', usdPerMwh, source);
  const known = `known for ${hours(power.hoursKnown)} of ${hours(power.hours)} h of the day in ${site.timeZone}`;
  const head: Part[] = ['Power: ', mean, ` is today's mean, ${known}; `];
  if (inForceUsdPerMwh === undefined)
    return [...head, `${ranOut}, and the site's own `, own, ' is in force.'];
  if (Math.abs(inForceUsdPerMwh - usdPerMwh) < 0.005)
    return [
      'Power: ',
      mean,
      ` ${said(source)}, since ${at(observedAt)}, ${known}; the site's own is `,
      own,
      '.',
    ];
  const inForce = price('Power price in force', inForceUsdPerMwh, source);
  return [...head, 'in force is ', inForce, ` ${said(source)}, since ${at(observedAt)}.`];
}

/** `set by Ana`; of a feed, `said by https://…`. */
const said = (source: string): string => (source.startsWith('set by ') ? source : `said by ${source}`);

const hours = (value: number): string => value.toFixed(1);
