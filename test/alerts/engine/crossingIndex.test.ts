import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossingIndex } from '../../../src/alerts/engine/crossingIndex.ts';

const value = fc.double({ min: -100, max: 100, noNaN: true });

it('crossed() finds the rules that a look at each of them finds', async () => {
  const batches = fc.array(fc.array(value, { maxLength: 30 }), { maxLength: 5 });
  await fc.assert(
    fc.property(batches, value, value, (batches, from, to) => {
      const index = crossingIndex();
      const all: { rule: number; boundary: number }[] = [];
      for (const batch of batches) {
        for (const boundary of batch) {
          all.push({ rule: all.length, boundary });
          index.add('s', [boundary], all.length - 1);
        }
        index.crossed({ series: 's', from, to }, () => {});
      }
      const found: number[] = [];
      index.crossed({ series: 's', from, to }, (rule) => found.push(rule));
      const [low, high] = [Math.min(from, to), Math.max(from, to)];
      const slack = 1e-9 * Math.max(Math.abs(from), Math.abs(to));
      const expected = all.filter(({ boundary }) => boundary >= low - slack && boundary <= high + slack);
      expect(found.sort((a, b) => a - b)).toEqual(expected.map(({ rule }) => rule));
    }),
  );
});

it('always() holds the rules that any move concerns, and drop() forgets a series', () => {
  const index = crossingIndex();
  index.addAlways('s', 7);
  index.add('s', [], 9);
  index.add('t', [1], 8);
  expect(index.always('s')).toEqual([7]);
  index.drop('s');
  expect([...index.series()]).toEqual(['t']);
  expect(index.always('s')).toEqual([]);
});
