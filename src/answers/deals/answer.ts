import { type Block, type Part, type Reply, reply, textOf } from '../../chat/reply.ts';
import { tableOf } from '../../chat/show/tables.ts';
import { deskSays, paragraph } from './paragraph.ts';
import { dealPen } from './pen.ts';
import type { Replayed } from './replayed.ts';
import { saidNoi } from './said.ts';

/** What every replay rests on. */
export const REPLAY_BASIS =
  'The desk’s defaults of today at the market of the day; a deal’s own rent, term and published capex. Without simulated paths, before tax and debt. A workspace’s own assumptions and deals are not in it.';

/** The replay of one deal in full, or of several side by side. */
export function replayAnswer({ replayed }: { replayed: readonly Replayed[] }): Reply {
  const [first, ...others] = replayed;
  if (first !== undefined && others.length === 0) return oneDeal(first);
  return reply({
    title: headline(replayed),
    blocks: [shortTable(replayed)],
    details: [{ kind: 'note', tone: 'info', parts: [REPLAY_BASIS] }, ...replayTables(replayed)],
  });
}

/** `20 signed deals replayed; 7 compared with mining: 5 for the conversion, 1 for mining, 1 too close to call` */
function headline(replayed: readonly Replayed[]): string {
  const verdicts = replayed.flatMap(({ replay }) => replay.againstMining?.verdict ?? []);
  const close = verdicts.filter(({ tooCloseToCall }) => tooCloseToCall).length;
  const mining = verdicts.filter(({ use, tooCloseToCall }) => !tooCloseToCall && use === 'mining').length;
  const said = [
    [verdicts.length - mining - close, 'for the conversion'],
    [mining, 'for mining'],
    [close, 'too close to call'],
  ] as const;
  const counted = said.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const compared = verdicts.length === 0 ? 'none' : String(verdicts.length);
  return `${replayed.length} signed deals replayed; ${compared} compared with mining${counted.length > 0 ? `: ${counted.join(', ')}` : ''}`;
}

function shortTable(replayed: readonly Replayed[]): Block {
  return tableOf({
    title: 'Gain above mining per gross MW, where there was mining; IRR of the project alone',
    inDetails: true,
    columns: ['Deal', 'Gain', 'IRR'],
    rows: replayed.toReversed().map((one): Part[] => {
      const gain = one.replay.againstMining?.gainUsdPerGrossMw;
      const name = `${one.deal.date.slice(0, 7)} ${one.deal.landlord}`;
      return [
        name,
        gain === undefined ? '—' : dealPen(one).desk({ metric: 'gainUsdPerGrossMw', value: gain }),
        rate(one),
      ];
    }),
  });
}

function oneDeal(replayed: Replayed): Reply {
  const lines = paragraph(replayed).map(
    ({ name, parts }): Block => ({ kind: 'text', parts: [`${name}: `, ...parts] }),
  );
  return reply({
    title: `${nameOf(replayed)}: ${deskSays(replayed.replay)}, ${textOf(worth(replayed))}`,
    blocks: [...lines, { kind: 'note', tone: 'info', parts: [REPLAY_BASIS] }],
  });
}

/** What decides it: the gain above mining where there was mining, else the project's own NPV. */
function worth(replayed: Replayed): Part[] {
  const { againstMining, npvUsdPerGrossMw } = replayed.replay;
  const pen = dealPen(replayed);
  return againstMining === undefined
    ? ['an NPV of ', pen.desk({ metric: 'npvUsdPerGrossMw', value: npvUsdPerGrossMw }), ' gross']
    : [
        pen.desk({ metric: 'gainUsdPerGrossMw', value: againstMining.gainUsdPerGrossMw }),
        ' gross above mining',
      ];
}

const nameOf = ({ deal }: Replayed): string => `${deal.date} ${deal.landlord}, ${deal.site}`;

/** Against mining, alone, and beside what landlords said; a table without rows is left out. */
function replayTables(replayed: readonly Replayed[]): Block[] {
  const newest = replayed.toReversed();
  const blocks = [
    { title: MINED, columns: ['Deal', 'Desk', 'Gain', 'IRR'], rows: newest.flatMap(minedRow) },
    { title: ALONE, columns: ['Deal', 'NPV', 'IRR'], rows: newest.flatMap(aloneRow) },
    { title: NOI, columns: ['Deal', 'Desk', 'Landlord'], rows: newest.flatMap(noiRow) },
  ];
  return blocks.filter(({ rows }) => rows.length > 0).map(tableOf);
}

const MINED =
  'Where the miner gave megawatts up: gain above mining per gross MW, each use at its own rate; unlevered IRR of the project alone';
const ALONE =
  'Alone, because nobody is known to have mined there or (no price) the price of the day is not known: NPV per gross MW at the use’s own rate, unlevered IRR';
const NOI = 'NOI a year, average over the signed term, where the landlord named it or its margin';

function minedRow(replayed: Replayed): Part[][] {
  const { replay } = replayed;
  if (replay.againstMining === undefined) return [];
  const pen = dealPen(replayed);
  const { gainUsdPerGrossMw: value } = replay.againstMining;
  return [
    [nameOf(replayed), deskSays(replay), pen.desk({ metric: 'gainUsdPerGrossMw', value }), rate(replayed)],
  ];
}

function aloneRow(replayed: Replayed): Part[][] {
  const { replay } = replayed;
  if (replay.alone === undefined) return [];
  const name = `${nameOf(replayed)}${replay.alone === 'no price known' ? ' (no price)' : ''}`;
  const value = replay.npvUsdPerGrossMw;
  return [[name, dealPen(replayed).desk({ metric: 'npvUsdPerGrossMw', value }), rate(replayed)]];
}

const rate = (replayed: Replayed): Part =>
  'none' in replayed.replay.irr ? 'none' : dealPen(replayed).irr(replayed.replay.irr);

function noiRow(replayed: Replayed): Part[][] {
  const noi = saidNoi(replayed.deal);
  if (noi === undefined) return [];
  const pen = dealPen(replayed);
  const [low, high] = noi.usdPerYear;
  // The middle of a range: the deal in full has both its ends.
  const middle = (low + high) / 2;
  return [
    [
      `${nameOf(replayed)}${low === high ? '' : ' (middle of a range)'}`,
      pen.desk({ metric: 'averageNoiUsdPerYear', value: replayed.replay.averageNoiUsd }),
      ...pen.extent({ metric: 'averageNoiUsdPerYear', extent: [middle, middle] }),
    ],
  ];
}
