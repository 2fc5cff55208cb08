import { type Block, type Part, type Reply, reply } from '../../chat/reply.ts';
import { chartBlock } from '../../chat/show/chart.ts';
import { nextTurn } from '../../common/turn.ts';
import type { Deal } from '../../economics/index.ts';
import { fanChart } from '../leaseCharts/fan.ts';
import { marketFrame, marketRemarks } from '../market/frame.ts';
import { askedNote, defaultsNote, siteNamed } from '../site/notes.ts';
import { powerNote } from '../site/power.ts';
import { basisParts, limitParts, taxWords } from './basis.ts';
import { alikeTable } from './dealTables.ts';
import { debtBlocks } from './debt.ts';
import type { Judgement } from './judgement.ts';
import { optionParts, pathTable, whenParts } from './path.ts';
import { rentNote } from './rentNote.ts';
import { riskBlocks } from './risk.ts';
import { steps } from './steps.ts';
import { siteTable, useTable } from './tables.ts';
import { verdictBlocks, verdictLine, verdictSummary } from './verdict.ts';
import { yearsFile } from './years.ts';

/** The uses of one site side by side, what decides between them, and how sure that is; written in several turns. */
export async function pivotAnswer(asked: {
  of: Judgement;
  /** At most two signed deals that are most like its lease. */
  alike: readonly Deal[];
  byYear: boolean;
}): Promise<Reply> {
  const { of, alike, byYear } = asked;
  const { question, view } = of.pivot;
  await nextTurn();
  const explanation = steps(of);
  await nextTurn();
  const said = reply({
    title: `${siteNamed(question)}: ${verdictLine(of)}`,
    tone: of.verdict.use === 'mining' || of.verdict.tooCloseToCall ? 'neutral' : 'good',
    ...marketFrame({ view }),
    blocks: [
      ...verdictSummary(of),
      ...chartBlock(fanChart({ ...of, site: question.site.name, write: of.pen.of })),
      ...marketRemarks({ view }),
      ...(byYear ? [yearsFile(of)] : []),
    ],
    details: [...verdictBlocks(of), ...alikeTable(alike), ...details(of), ...remarks(of)],
    explanation,
  });
  await nextTurn();
  return said;
}

/** What stands under a verdict: the uses, the path, the money, the risks. */
export function details(of: Judgement): Block[] {
  return [
    siteTable(of),
    useTable(of),
    pathTable(of),
    { kind: 'text', parts: optionParts(of) },
    { kind: 'text', parts: beyondParts(of) },
    { kind: 'text', parts: whenParts(of) },
    ...debtBlocks(of),
    ...riskBlocks(of),
    { kind: 'text', parts: limitParts(of) },
    { kind: 'text', parts: basisParts(of) },
  ];
}

export function remarks(of: Judgement): Block[] {
  const { question, view } = of.pivot;
  const { now } = view.snapshot;
  return [
    ...rentNote(of),
    ...askedNote({ question, now }),
    ...powerNote({ question }),
    ...defaultsNote({ question, now }),
  ];
}

function beyondParts({ pen, judged, subject, pivot }: Judgement): Part[] {
  const share = judged.beyondTermPercent;
  const end = pivot.given.leaseEnd ?? 'renewal';
  const after = { renewal: 'letting anew and land', cap: 'a sale at the capitalisation rate', none: 'land' };
  return [
    'Beyond the signed term: ',
    ...(share === undefined
      ? ['nothing comes in']
      : [
          pen.of({ metric: 'valueBeyondTermPercent', value: share, subject }),
          ` of the present value of all that comes in, before tax, is ${after[end]}`,
        ]),
    `. Contract only, with nothing after the signed term and mining as it is, the gain over mining, ${taxWords(pivot)}, is `,
    pen.of({ metric: 'gainUsd', value: judged.contractOnlyGainUsd, subject: `${subject}, contract only` }),
    '.',
  ];
}
