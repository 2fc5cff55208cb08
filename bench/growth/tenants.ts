import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../test/support/database/postgresServer.ts';
import { startMarketServer } from '../../test/support/marketServer.ts';
import { startHelper } from '../../test/support/processes/helper.ts';
import type { BenchCase, Measurement } from '../case.ts';
import type { Growth, GrowthSettings } from './growthDesk.ts';

export const SIZES = [1, 100, 1_000, 10_000];

export const teamsOf = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'team' : 'teams'}`;

/** What a team more costs: five sites, five alerts. Each size has a process and a database of its own. */
export const tenants: BenchCase = {
  name: 'Tenants: what a desk of 1 to 10,000 teams takes',
  async run() {
    return atEachSize(async (measure) => measure());
  },
};

/** The same on PostgreSQL, which waits for its disk; a server of its own for each size. */
export const tenantsOnPostgres: BenchCase = {
  name: 'Tenants on PostgreSQL: what a desk of 1 to 10,000 teams takes',
  onlyByName: true,
  async run() {
    return atEachSize(async (measure) => {
      const server = await startPostgres({ safe: true });
      return measure(server.url).finally(server.close);
    });
  },
};

type Measure = (databaseUrl?: string) => Promise<Measurement[]>;

async function atEachSize(run: (measure: Measure) => Promise<Measurement[]>): Promise<Measurement[]> {
  const market = await startMarketServer();
  const measured: Measurement[] = [];
  for (const tenants of SIZES)
    measured.push(
      ...(await run((databaseUrl) =>
        atSize({ tenants, marketUrl: market.url, ...(databaseUrl && { databaseUrl }) }),
      )),
    );
  await market.close();
  return measured;
}

async function atSize(asked: Omit<GrowthSettings, 'directory'>): Promise<Measurement[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-bench-'));
  const settings: GrowthSettings = { ...asked, directory };
  const desk = await startHelper(new URL('growthDesk.ts', import.meta.url), settings);
  const growth = await desk.ask<Growth>(null);
  desk.stop();
  rmSync(directory, { recursive: true });
  const teams = teamsOf(asked.tenants);
  return [
    { name: `${teams}: database`, value: growth.diskMb, unit: 'MB' },
    { name: `${teams}: memory of the process`, value: growth.residentMb, unit: 'MB' },
    { name: `${teams}: tick in a market that stands still, median`, value: growth.calmTickMs, unit: 'ms' },
    { name: `${teams}: alerts of a fall by a tenth`, value: growth.alerts, unit: 'alerts' },
    { name: `${teams}: tick of that fall`, value: growth.fallTickMs, unit: 'ms' },
    {
      name: `${teams}: longest stall in it`,
      value: growth.fallStallMs,
      unit: 'ms',
      reach: { atMost: 50 },
    },
    { name: `${teams}: a question, p50`, value: growth.questionP50Ms, unit: 'ms' },
    { name: `${teams}: a question, p99`, value: growth.questionP99Ms, unit: 'ms' },
  ];
}
