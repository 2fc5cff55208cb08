import type { Command } from 'hashdesk';

export const ROCKDALE = 'site add rockdale 100 MW s21xp at $45/MWh';
export const OWN_DEAL = 'comps add "West Texas" Acme 100 MW critical 15y $2.4B lease 2026-01';

/** What stands in the fleet file that examples name. */
const FLEET_CSV = 'model,count\nS21 XP,20000\nS19j Pro,5000\n';

/** Prices of the day after the one on which examples are asked, and of that day. */
const PRICES_CSV = `start,price\n${Array.from({ length: 96 }, (_, hour) => {
  const start = new Date(Date.parse('2026-04-19T00:00Z') + hour * 3_600_000).toISOString();
  return `${start},${hour % 24 > 20 ? 180 : 25}\n`;
}).join('')}`;

/** Each hour of September 2025, as a meter records it. */
const METER_CSV = `time,kWh\n${Array.from({ length: 720 }, (_, at) => {
  const time = new Date(Date.UTC(2025, 8, 1, at)).toISOString();
  return `${time.slice(0, 10)} ${time.slice(11, 16)},${90_000 + (at % 24) * 250}`;
}).join('\n')}\n`;

/** A tariff with most kinds of charges, its coincident demand that of this year. */
export const TARIFF =
  'tariff rockdale energy=$40/MWh demand=$4/kW-month ratchet=80% fixed=$1,200/month coincident=65 coincidentMw="40 MW" tax=6.25%';

/** A credit of a site. */
export const CREDIT = 'credits rockdale 2026-02 curtailment $9,000';

/** The files that examples name. */
export const FILES = {
  'fleet.csv': FLEET_CSV,
  'prices.csv': PRICES_CSV,
  'september.csv': METER_CSV,
  'credits.csv': 'month,kind,usd,mwh\n2026-02,demand-response,"$12,000",120\n2026-03,reserve,500,\n',
  'rate.csv': 'charge,price,unit\nenergy,4.5,c/kWh\ndemand,4,$/kW-month\n',
};

/** Every command line that help shows, those of subcommands included. */
export function examplesOf(commands: readonly Command[]): string[] {
  return commands.flatMap(({ examples, subcommands = [] }) => [...examples, ...examplesOf(subcommands)]);
}

/** The lines that must be asked before an example works. */
export function neededBefore(example: string): string[] {
  const needs = (line: string, pattern: RegExp) => (pattern.test(example) ? [line] : []);
  return [
    ...needs(example.replace('revoke', 'allow'), /^access revoke/),
    ...needs('token add read memos', /^token revoke/),
    ...needs('profit demo', /^(?:more|sheet|explain(?: currency=\S+)?)$/),
    ...needs(OWN_DEAL, /^comps remove/),
    ...needs('alert add hashprice < 30', /^alert \w+ 1/),
    ...needs('digest daily 08:00 UTC', /^digest (?:pause|resume|remove)/),
    ...needs(ROCKDALE, /^(?!site add).*rockdale/),
    ...needs(`dispatch prices rockdale start=start ${PRICES_CSV}`, /^dispatch rockdale/),
    ...needs(TARIFF, /^(?:bill|peaks) rockdale/),
    ...needs(CREDIT, /^credits remove/),
  ];
}
