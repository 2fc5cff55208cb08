import { type Block, type Part, type Reply, reply } from '../chat/reply.ts';
import { showAge } from '../chat/show/age.ts';
import { figure } from '../chat/show/figures.ts';
import { showUrl } from '../net/http.ts';
import type { PowerReport } from './report.ts';

/** The power prices that are reported, each with its age and where it comes from. */
export function powerCard({ all, now }: { all: readonly PowerReport[]; now: number }): Reply {
  if (all.length === 0) {
    const parts = [
      'Each site counts with its own power price. Report another: power rockdale 62, or power rockdale https://….',
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
        rows: all.map((report) => powerRow(report, now)),
      },
      ...all.flatMap(({ name, error }): Block[] =>
        error === undefined ? [] : [{ kind: 'note', tone: 'warning', parts: [`${name}: ${error}`] }],
      ),
    ],
  });
}

function powerRow({ name, url, priceUsdPerMwh, observedAt, source }: PowerReport, now: number): Part[] {
  const origin = url === undefined ? source : showUrl(url);
  if (priceUsdPerMwh === undefined || observedAt === undefined) return [name, 'none yet', '', origin];
  const from = { source: origin, observedAt };
  const price = figure({ metric: 'powerPriceUsdPerMwh', value: priceUsdPerMwh, subject: name, from });
  return [name, price, showAge({ asOf: price.asOf, now }), origin];
}
