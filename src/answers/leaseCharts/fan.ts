import type { FanChart } from '../../charts/chart.ts';
import { type Alternative, addMonths, FAN_PATHS, type Fan } from '../../economics/index.ts';
import type { Drawn } from './drawn.ts';

/** What each use has brought in so far, over time, on many paths. */
export function fanChart(of: Drawn & { judged: Pick<Alternative, 'use'> }): FanChart {
  const { site, judged, outcomes } = of;
  const use = judged.use === 'gpuCloud' ? ('gpuCloud' as const) : ('colocation' as const);
  const paths = pathsOf(outcomes.paths);
  const shown = [
    { label: 'Never lease', subject: 'mining, so far', fan: outcomes.fan.mining },
    {
      label: use === 'gpuCloud' ? 'GPU cloud, all MW' : 'Colocation, all MW',
      subject: `${use}, so far`,
      fan: outcomes.fan[use],
    },
  ].map((one) => ({ ...one, ...lastOf({ of, ...one }) }));
  return {
    form: 'fan',
    title: `${site}: value so far, mining or lease`,
    unit: 'USD',
    note: `present value; median, P5 to P95 of ${paths}`,
    alt: `${site}: present value after ${Math.round(of.compared.months / 12)} years, median and P5 to P95 of ${paths}: ${shown.map(({ label, text, range }) => `${label} ${text} (${range})`).join('; ')}.`,
    series: shown.map(({ label, text, range, fan }) => ({ label, text, range, ...courses({ of, fan }) })),
  };
}

/** The verdict is of all paths, the fan of the first of them: `1,000 of 10,000 paths`. */
function pathsOf(all: number): string {
  const words = `${all.toLocaleString('en-US')} paths`;
  return all > FAN_PATHS ? `${FAN_PATHS.toLocaleString('en-US')} of ${words}` : words;
}

function lastOf({ of: { write }, subject, fan }: { of: Drawn; subject: string; fan: Fan }) {
  const end = (metric: 'p5Usd' | 'p50Usd' | 'p95Usd') =>
    write({ metric, value: fan[metric].at(-1) ?? 0, subject }).text;
  return { text: end('p50Usd'), range: `${end('p5Usd')} to ${end('p95Usd')}` };
}

/** At the start nothing has come in yet; then the end of each month. */
function courses({ of, fan }: { of: Drawn; fan: Fan }): Pick<FanChart['series'][number], 'points' | 'band'> {
  const start = of.compared.startMonth;
  const at = (months: number) => Date.parse(addMonths({ month: start, months }));
  const months = Array.from(fan.p50Usd.keys());
  return {
    points: [[at(0), 0], ...months.map((it): [number, number] => [at(it + 1), fan.p50Usd[it]!])],
    band: [
      [at(0), 0, 0],
      ...months.map((it): [number, number, number] => [at(it + 1), fan.p5Usd[it]!, fan.p95Usd[it]!]),
    ],
  };
}
