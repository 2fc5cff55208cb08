import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parts } from '../../src/server/health.ts';
import { watchedDesk } from '../support/watchedDesk.ts';

const root = join(import.meta.dirname, '../..');
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** Each rule of ops/alerts.yml as its lines say. */
const rules = textOf('ops/alerts.yml')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((text) => ({
    name: /^\w+/.exec(text)![0],
    expr: /^ {8}expr: (.+)$/m.exec(text)?.[1] ?? '',
    severity: /severity: (\w+)/.exec(text)?.[1],
    summary: /summary: (.+)$/m.exec(text)?.[1],
  }));

interface Panel {
  title: string;
  targets: { expr: string }[];
}
const { panels } = JSON.parse(textOf('ops/dashboard.json')) as { panels: Panel[] };
const panelExprs = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

const metricsIn = (expr: string) => expr.match(/\b(?:hashdesk|process|nodejs)_\w+/g) ?? [];

/** The names of all samples that a desk may show, histograms with their three endings. */
function namesOf(text: string): Set<string> {
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    ),
  );
}

describe('ops/', () => {
  it('asks /metrics of a real desk for nothing that it does not show', async () => {
    const { desk, text } = await watchedDesk();
    desk.start();
    const shown = namesOf(await text());
    const asked = [...rules.map(({ expr }) => expr), ...panelExprs].flatMap(metricsIn);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('has a panel or a rule for every metric that the desk shows of its own', async () => {
    const { text } = await watchedDesk();
    const asked = new Set([...rules.map(({ expr }) => expr), ...panelExprs].flatMap(metricsIn));
    const own = [...(await text()).matchAll(/^# TYPE (hashdesk_\S+)/gm)].map(([, name = '']) => name);
    const isAsked = (name: string) => ['', '_bucket', '_sum', '_count'].some((end) => asked.has(name + end));
    expect(own.filter((name) => !isAsked(name))).toEqual([]);
  });

  it('has in every rule an expression, a severity and a summary, and a line of docs/operations.md', () => {
    expect(rules.length).toBeGreaterThan(10);
    const runbook = textOf('docs/operations.md');
    for (const { name, expr, severity, summary } of rules) {
      expect({ name, asks: metricsIn(expr).length > 0 || expr.startsWith('up{') }).toEqual({
        name,
        asks: true,
      });
      expect(['page', 'ticket']).toContain(severity);
      expect(summary).toMatch(/\S/);
      expect(runbook.match(new RegExp(`^\\| \`${name}\` \\| .+ \\|$`, 'gm')), name).toHaveLength(1);
    }
    const named = [...runbook.matchAll(/^\| `(Hashdesk\w+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual(rules.map(({ name }) => name));
  });

  it('has in docs/operations.md a line for every part that can be ill', () => {
    const runbook = textOf('docs/operations.md');
    expect(parts.filter((part) => !runbook.includes(`- \`${part}\`: `))).toEqual([]);
  });

  const promtool = spawnSync('promtool', ['--version']).error === undefined;
  it.skipIf(!promtool)(
    'has rules and metrics that promtool accepts (skipped where it is not installed)',
    async () => {
      const { text } = await watchedDesk();
      expect(spawnSync('promtool', ['check', 'rules', 'ops/alerts.yml'], { cwd: root }).status).toBe(0);
      expect(spawnSync('promtool', ['check', 'metrics'], { input: await text() }).status).toBe(0);
    },
  );
});
