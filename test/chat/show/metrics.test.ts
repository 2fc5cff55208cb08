import { describe, expect, it } from 'vitest';
import { figure } from '../../../src/chat/show/figures.ts';
import { type Metrics, metrics, metricsWith } from '../../../src/chat/show/metrics.ts';

const own = {
  feesMeanBtcPerBlock: { label: 'Mean fees', unit: 'BTC', show: (value) => `${value} BTC` },
} satisfies Metrics;

describe('metricsWith()', () => {
  it('adds what commands and their subcommands bring', () => {
    const all = metricsWith([
      { name: 'fees', subcommands: [{ name: 'mean', metrics: own }] },
      { name: 'help' },
    ]);
    expect(Object.keys(all)).toEqual([...Object.keys(metrics), 'feesMeanBtcPerBlock']);
  });

  it('takes the same from two commands, and refuses a name that another command or the table has', () => {
    const shared = [own, own].map((metrics) => ({ name: 'fees', metrics }));
    expect(Object.keys(metricsWith(shared))).toContain('feesMeanBtcPerBlock');
    const other = { feesMeanBtcPerBlock: { ...own.feesMeanBtcPerBlock } };
    const twice = [
      { name: 'fees', metrics: own },
      { name: 'tips', metrics: other },
    ];
    expect(() => metricsWith(twice)).toThrow(
      'The command tips brings a metric that there is: feesMeanBtcPerBlock',
    );
    const taken = { difficulty: own.feesMeanBtcPerBlock };
    expect(() => metricsWith([{ name: 'fees', metrics: taken }])).toThrow(/fees brings .* difficulty$/);
  });
});

it('figure() shows a metric that a command brings', () => {
  const from = { source: 'mempool.space', observedAt: 0 };
  expect(figure({ metric: 'feesMeanBtcPerBlock', own, value: 0.02, from })).toMatchObject({
    label: 'Mean fees',
    text: '0.02 BTC',
  });
});

describe('metrics of mine or lease', () => {
  it('write money with its scale, capex too', () => {
    const shown = [7143, 357_142_857, 714_285_714, 2.7e9].map(metrics.capexUsd.show);
    expect(shown).toEqual(['$7.14k', '$357.1M', '$714.3M', '$2.70B']);
  });

  it('never write 0 for megawatts that are there', () => {
    const shown = [0, 0.001, 0.0456, 0.5, 0.15, 1, 62.34, 1250].map(metrics.convertedMw.show);
    expect(shown).toEqual([
      '0.0 MW',
      '0.001 MW',
      '0.046 MW',
      '0.5 MW',
      '0.15 MW',
      '1.0 MW',
      '62.3 MW',
      '1,250.0 MW',
    ]);
  });
});
