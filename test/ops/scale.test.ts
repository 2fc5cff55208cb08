import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Results, scaleChart, scaleDocument } from '../../bench/growth/document.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const results: Results = JSON.parse(read('bench/results.json'));

describe('docs/scale.md', () => {
  it('is what npm run scale makes of bench/results.json', () => {
    expect(read('docs/scale.md')).toBe(scaleDocument(results));
  });

  it('has a picture that says its figures in words', () => {
    expect(scaleChart(results).alt).toMatch(/Digests sent on Discord 200 s/u);
  });
});

it('scaleDocument() names what was not measured', () => {
  expect(() => scaleDocument({})).toThrow(
    'bench/results.json has no case “Tenants: what a desk of 1 to 10,000 teams takes”: npm run bench',
  );
});
