import { quote } from '../../chat/read/quote.ts';
import { type Block, type Figure, type Reply, reply } from '../../chat/reply.ts';
import { figure, type Provenance } from '../../chat/show/figures.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { localDay } from '../../common/localTime.ts';
import type { Compute } from '../../compute/threads.ts';
import { hasRisingSteps, type Site } from '../../economics/index.ts';
import type { StoredTariff } from '../../tariffs/index.ts';
import { chargeRows } from './chargeRows.ts';
import { lossRows } from './losses.ts';
import { meterTariff } from './meterTariff.ts';
import { billMetrics } from './metrics.ts';
import { type Planned, plannedMonth, plannedYear } from './planned.ts';
import { RISING_STEPS } from './risingSteps.ts';

interface Card {
  compute: Compute;
  site: Site;
  tariffs: readonly StoredTariff[];
  now: number;
  /** What was just done, before the price. */
  done?: string;
  notes?: readonly string[];
  /** With the tariff as a file, in the form in which it is read back. */
  json?: boolean | undefined;
}

/** A site's last tariff, charge by charge, what it comes to over a year of the site's own model, and what counts with it. */
export async function tariffCard(card: Card): Promise<Reply> {
  const { site, tariffs, done = site.name, notes = [], json = false } = card;
  const stored = tariffs.at(-1)!;
  const from = { source: stored.source, observedAt: stored.setAt };
  const { losses } = stored.tariff;
  const rows = [
    ...lossRows({ losses, from }),
    ...stored.tariff.charges.flatMap((charge) => chargeRows({ charge, from })),
  ];
  const today = localDay({ time: card.now, timeZone: site.timeZone });
  // One that begins later is not held against months in which its charges are not known yet.
  const year = Math.max(...[today, stored.since].map((day) => Number(day.slice(0, 4))));
  const [ofYear, ofMonth, ofDay] = await plans({ ...card, year, today });
  const plan = planFigures({ planned: ofYear, subject: `${site.name}, ${year}`, from });
  const [allIn, volumetric] = plan;
  const { length } = stored.tariff.charges;
  const coincident = stored.tariff.charges.filter((charge) => charge.kind === 'coincident');
  const charges = length === 1 ? '1 charge' : `${length} charges`;
  const earlier = tariffs.slice(0, -1).map(({ since, tariff }) => `${tariff.name} from ${since}`);
  return reply({
    title: `${done}: ${allIn ? `${allIn.text} all in` : charges}, ${stored.tariff.name}`,
    readsSites: true,
    blocks: [
      tableOf({
        title: `Since ${stored.since}`,
        columns: ['Charge', 'Price'],
        rows: rows.slice(0, MOST_ROWS),
        ...(rows.length > MOST_ROWS && { inDetails: true }),
      }),
      ...(volumetric
        ? [
            {
              kind: 'text' as const,
              parts: [
                `As if it held all of ${year}, by its own model; its volumetric price is `,
                volumetric,
                hasRisingSteps(stored.tariff) ? `: ${RISING_STEPS}.` : '.',
              ],
            },
          ]
        : []),
      note(stored.since > today ? laterWords(stored, ofYear) : countsWords({ ofYear, ofMonth, ofDay })),
      ...(earlier.length === 0 ? [] : [note(`Before it: ${earlier.join('; ')}.`)]),
      ...notes.slice(0, 2).map((words) => note(`In the file: ${words}.`)),
      { kind: 'text', parts: ['What a month of it costs: ', `bill ${quote(site.name)}`] },
      ...(json ? [fileBlock(stored)] : []),
    ],
    details: [
      tableOf({ title: 'Every price', columns: ['Charge', 'Price'], rows }),
      ...(plan.length > 0 ? [{ kind: 'figures' as const, figures: plan }] : []),
      ...(coincident.length === 1 && coincident[0]!.stated
        ? [
            note(
              'The demand that is stated of peaks is charged in later years too, until the tariff is changed.',
            ),
          ]
        : []),
      ...notes.map((words) => note(`In the file: ${words}.`)),
    ],
  });
}

const fileBlock = ({ tariff }: StoredTariff): Block => ({
  kind: 'file',
  name: 'tariff.json',
  mediaType: 'application/json',
  content: `${JSON.stringify(tariff)}\n`,
});

const MOST_ROWS = 6;

const note = (words: string): Block => ({ kind: 'note', tone: 'info', parts: [words] });

/** What a use of a tariff can know, or why it cannot be used. */
type Used = object | { unknown: string };

/** What it comes to over the year, what the tariffs of this month come to in it, and its volumetric price today. */
function plans(asked: Card & { year: number; today: string }): Promise<[Planned, Planned, Used]> {
  const { compute, site, tariffs, year, today } = asked;
  const of = { compute, site };
  return Promise.all([
    plannedYear({ ...of, tariff: tariffs.at(-1)!, year }),
    plannedMonth({ ...of, tariffs, month: today.slice(0, 7) }),
    meterTariff({ ...of, tariffs, day: today }).then((found) => found ?? {}),
  ]);
}

/** All in, and for each MWh alone; none where something of the year is not known. */
function planFigures(asked: { planned: Planned; subject: string; from: Provenance }): Figure[] {
  const { planned, ...rest } = asked;
  if ('unknown' in planned) return [];
  const of = { own: billMetrics, ...rest };
  const { plan, volumetricUsdPerMwh } = planned;
  return [
    figure({ ...of, metric: 'powerAllInUsdPerMwh', value: plan.allInUsdPerMwh }),
    figure({ ...of, metric: 'powerVolumetricUsdPerMwh', value: volumetricUsdPerMwh }),
  ];
}

const list = new Intl.ListFormat('en-GB');

/** What counts with a tariff that is in force, and what does not, and why. */
function countsWords(asked: { ofYear: Planned; ofMonth: Planned; ofDay: Used }): string {
  const { ofYear, ofMonth, ofDay } = asked;
  const uses: [string, Used][] = [
    ['run or stop', ofDay],
    ['profit', ofMonth],
    ['breakevens', ofYear],
    ['mine or lease', ofYear],
  ];
  const namesOf = (isUsed: boolean) =>
    uses.filter(([, planned]) => !('unknown' in planned) === isUsed).map(([name]) => name);
  const [used, unused] = [['Bills', ...namesOf(true)], namesOf(false)];
  const whole = `${list.format(used)} count with it`;
  if (unused.length === 0) return `${whole}, not with the site’s own power price and demand charge.`;
  const why = new Set(uses.flatMap(([, planned]) => ('unknown' in planned ? [planned.unknown] : [])));
  return `${whole}; ${list.format(unused)} ${unused.length === 1 ? 'does' : 'do'} not (${[...why].join('; ')}).`;
}

/** What counts with a tariff that begins later. */
const laterWords = ({ since }: StoredTariff, ofYear: Planned): string =>
  `It holds from ${since} on. Until then run or stop, profit, breakevens and mine or lease count without it${'unknown' in ofYear ? `, and after that too: ${ofYear.unknown}` : ''}.`;
