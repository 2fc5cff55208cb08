import { scaled } from '../chat/read/scan.ts';
import type { NumberUnit } from './items.ts';

/** A number with its unit as people type it: what it is follows from its unit, and it is read later by its command. */

const NUMBER = '[-−+]?(?:\\$|usd\\s)?\\s?[-−]?\\d[\\d.,]*';
const PER = '\\s?(?:\\$|usd|dollars?)?\\s?(?:/|per\\s|a\\s)\\s?';
/** Not within a number, or before a unit that is not known. */
const END = '(?![\\p{L}\\p{N}/]|[.,]\\d)';

/** In this order: the first that fits is meant. */
const UNITS: [NumberUnit, RegExp][] = (
  [
    ['time', '0\\d[0-5]\\d|\\d{1,2}(?::\\d{2}\\s?(?:[ap]\\.?m\\.?)?|(?:\\.\\d{2})?\\s?[ap]\\.?m\\.?)'],
    ['percent', `${NUMBER}\\s?(?:%|percent|pct|per\\scent)`],
    [
      'rent',
      `(?:average\\s)?${NUMBER}${PER}kw(?:\\s?[-/·]?\\s?(?:mo|month))|${NUMBER}\\s?[mb]n?\\sover\\s\\d+\\s?(?:y|yrs?|years?)`,
    ],
    ['perKilowatt', `${NUMBER}${PER}kw`],
    ['powerPrice', `${NUMBER}(?:${PER}[kM]wh|\\s?(?:¢|c|cts?|cents?)(?:\\s?(?:/|per\\s|a\\s)\\s?kwh)?)`],
    ['hashprice', `${NUMBER}${PER}[tp]h(?:/s)?(?:\\s?(?:/|per\\s|a\\s)\\s?(?:d|day))?`],
    ['capex', `${NUMBER}\\s?m${PER}mw(?!-)`],
    ['leaseMegawatts', `${NUMBER}\\s?(?:[kmg]w|megawatts?)\\s(?:critical|gross)`],
    ['energy', `${NUMBER}\\s?[kmg]wh`],
    ['megawatts', `${NUMBER}\\s?(?:[kmg]w|megawatts?|gigawatts?)`],
    ['hashrate', `${NUMBER}\\s?[tpez]h(?:/s)?`],
    ['months', `${NUMBER}(?:\\s|-)?months?`],
    ['years', `${NUMBER}(?:\\s|-)?(?:y|yrs?|years?)`],
    ['duration', `${NUMBER}\\s?(?:m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)`],
    ['difficulty', `${NUMBER}\\s?(?:t|trillion)`],
    [
      'usd',
      `${NUMBER}\\s?(?:k|thousand|mn?|million|bn?|billion)?\\s?(?:\\$|usd|dollars?)|${NUMBER}\\s?(?:k|thousand|mn?|million|bn?|billion)|(?:\\$|usd)\\s?\\d[\\d.,]*`,
    ],
    ['times', `x\\s?\\d[\\d.,]*`],
    ['bare', NUMBER],
  ] as [NumberUnit, string][]
).map(([unit, pattern]) => [unit, new RegExp(`^(?:${pattern})${END}`, 'iu')]);

/** `17.5 J/TH` at the start of `text` as a machine of that efficiency, whatever its hashrate. */
export function efficiencyAt(text: string): { machine: string; text: string } | undefined {
  const [all, joules] = EFFICIENCY.exec(text) ?? [];
  return all === undefined
    ? undefined
    : { machine: `custom 100TH ${scaled(Number(joules), 100)}W`, text: all };
}

const EFFICIENCY =
  /^(\d{1,2}(?:\.\d{1,2})?)\s?(?:[jw]|joules?|watts?)(?:\/|\sper\s|\sa\s)(?:th?|terahash)(?:\/s)?(?![\p{L}\p{N}])/iu;

/** The number at the start of `text`, without a comma after it. */
export function numberAt(text: string): { unit: NumberUnit; text: string } | undefined {
  if (!/^[-−+x$]?\s?(?:\$|usd\s)?\d|^average\s/iu.test(text)) return undefined;
  for (const [unit, pattern] of UNITS) {
    const [all] = pattern.exec(text) ?? [];
    if (all !== undefined) return { unit, text: all.replace(/(?<![.,\s])[.,\s]+$/u, '') };
  }
  return undefined;
}
