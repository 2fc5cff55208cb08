import type { Part } from '../../chat/reply.ts';
import { replayDeal } from '../../economics/index.ts';
import { REPLAY_BASIS } from './answer.ts';
import { deskSays, paragraph } from './paragraph.ts';
import { dealPen } from './pen.ts';
import { pastOf, type Replayed, replayAsked, signedDeals } from './replayed.ts';
import { type Extent, saidNoi, saidYieldPercent } from './said.ts';

const COLUMNS = [
  'Deal',
  'The desk',
  'Gain per gross MW',
  'NPV alone per gross MW',
  'Unlevered IRR',
  'NOI, desk',
  'NOI, landlord',
  'Yield, desk',
  'Yield, landlord',
];

const HEAD = `# The deals replayed

Made by \`npm run deals\`; a test checks that it is what the script makes. \`comps replay\` says the same in chat.

${REPLAY_BASIS}

- **Gain**: NPV of the site with the deal above that of going on mining, each use at its own rate; — where nobody is
  known to have mined there, or no price of the day is known.
- **NPV alone, IRR**: of the project by itself at its use’s rate, what comes after the signed term included.
- **NOI**: a year’s average over the signed term, the desk’s with its ramp. **Yield**: that NOI over capex as planned;
  the landlord’s is computed here from the NOI and the capex that it named.
- Nothing is tuned to these deals: a published figure takes the place of a default, and else the default stands.
`;

/** `docs/deals.md`: a table of all signed deals, and a paragraph on each, newest first. */
export function dealsDocument(): string {
  const replayed = signedDeals()
    .toReversed()
    .map((deal): Replayed => ({ deal, past: pastOf(deal), replay: replayDeal(replayAsked(deal)) }));
  const rows = [COLUMNS, COLUMNS.map(() => '---'), ...replayed.map(cells)];
  const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
  return `${HEAD}\n${table}\n\n${replayed.map(section).join('\n')}`;
}

const textOf = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');

function cells(one: Replayed): string[] {
  const { deal, replay } = one;
  const pen = dealPen(one);
  const { againstMining: against, averageYieldPercent: yielded } = replay;
  const said = (metric: 'averageNoiUsdPerYear' | 'averageYieldPercent', extent: Extent | undefined) =>
    extent === undefined ? '—' : textOf(pen.extent({ metric, extent }));
  return [
    `${deal.date} ${deal.landlord}, ${deal.site}`,
    deskSays(replay),
    against ? pen.desk({ metric: 'gainUsdPerGrossMw', value: against.gainUsdPerGrossMw }).text : '—',
    pen.desk({ metric: 'npvUsdPerGrossMw', value: replay.npvUsdPerGrossMw }).text,
    textOf([pen.irr(replay.irr)]),
    pen.desk({ metric: 'averageNoiUsdPerYear', value: replay.averageNoiUsd }).text,
    said('averageNoiUsdPerYear', saidNoi(deal)?.usdPerYear),
    yielded === undefined ? '—' : pen.desk({ metric: 'averageYieldPercent', value: yielded }).text,
    said('averageYieldPercent', saidYieldPercent(one)),
  ];
}

function section(one: Replayed): string {
  const { deal } = one;
  const lines = paragraph(one).map(({ name, parts }) => `**${name}**: ${textOf(parts)}`);
  const note = deal.note === undefined ? '' : ` Note: ${deal.note}.`;
  return `## ${deal.date} ${deal.landlord}, ${deal.site}\n\n${lines.join(' ')}${note} Source: ${deal.source}.\n`;
}
