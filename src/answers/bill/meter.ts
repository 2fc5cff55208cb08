import { quote } from '../../chat/read/quote.ts';
import { type Block, type Reply, reply } from '../../chat/reply.ts';
import { figure } from '../../chat/show/figures.ts';
import type { Site } from '../../economics/index.ts';
import type { MeterFile } from '../../tariffs/intervals/index.ts';
import { siteDrawKw } from './computed.ts';
import { billMetrics } from './metrics.ts';

/** What was read of a meter's file, and how. */
export function meterAnswer(asked: {
  site: Site;
  file: MeterFile;
  /** Months of which something was kept before. */
  replaced: readonly string[];
  source: string;
  now: number;
}): Reply {
  const { site, file, replaced, source, now } = asked;
  const months = file.months.map(({ month }) => month);
  const of = { own: billMetrics, subject: site.name, from: { source, observedAt: now } };
  const count = figure({ ...of, metric: 'intervalsReadCount', value: file.intervals });
  const peak = figure({ ...of, metric: 'peakLoadKw', value: file.highestKw });
  const draw = figure({ ...of, metric: 'peakLoadKw', value: siteDrawKw(site), subject: 'all machines' });
  const note = (words: string): Block => ({ kind: 'note', tone: 'info', parts: [words] });
  return reply({
    title: `${site.name}: ${count.text} intervals of ${file.intervalMinutes} minutes were read, peak ${peak.text}`,
    tone: 'good',
    readsSites: true,
    blocks: [
      { kind: 'text', parts: ['Its machines draw ', draw, ' when all of them run.'] },
      note(`Read as ${file.readAs.join('; ')}.`),
      note(
        `Months: ${months.join(', ')}.${replaced.length > 0 ? ` What was kept of ${replaced.join(', ')} before is replaced.` : ''}`,
      ),
      { kind: 'text', parts: ['What the last of them costs: ', `bill ${quote(site.name)} ${months.at(-1)}`] },
    ],
    details: [{ kind: 'figures', figures: [count, peak] }],
  });
}
