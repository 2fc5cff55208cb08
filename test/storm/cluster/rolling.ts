import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, quantile } from '../../../bench/case.ts';
import { startPostgres } from '../../support/database/postgresServer.ts';
import { freePort } from '../../support/freePort.ts';
import { startMarketServer } from '../../support/marketServer.ts';
import { startSlack } from '../../support/slack/slackServer.ts';
import { type Load, type Served, startLoad } from './load.ts';
import { releasesIn } from './releases.ts';
import { ready, startReplica } from './replica.ts';

const REPLICAS = 3;
export const PER_SECOND = 50;
export const RESTARTS = 100;
/** In each round, three of an older release on a database of their own are replaced one by one; then the newer are, again. */
const RESTARTS_IN_ROUND = 10;

/** Restarts of one replica after another while people ask, the older release beside the newer. */
export async function rollingRestarts({ restarts = RESTARTS, perSecond = PER_SECOND } = {}): Promise<{
  name: string;
  measurements: Measurement[];
}> {
  const directory = mkdtempSync(join(tmpdir(), 'hashdesk-rolling-'));
  const releases = releasesIn(directory);
  const [slack, market] = await Promise.all([startSlack(), startMarketServer()]);
  const loads: Load[] = [];
  const codes: (number | null)[] = [];
  for (let left = restarts; left > 0; left -= RESTARTS_IN_ROUND) {
    const server = await startPostgres({ safe: true });
    const begin = async (folder: string, at: number): Promise<Served> => {
      const port = await freePort();
      const environment = {
        ...market.urls,
        BITCOIN_RPC_URL: '',
        PORT: String(port),
        DATABASE_URL: server.url,
        DATA_DIR: directory,
        SLACK_BOT_TOKEN: slack.secrets.botToken,
        SLACK_SIGNING_SECRET: slack.secrets.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      };
      const replica = await startReplica({
        folder,
        environment,
        logFile: join(directory, `replica${at}.log`),
      });
      return { ...replica, url: `http://127.0.0.1:${port}` };
    };
    const replicas: Served[] = [];
    for (let at = 0; at < REPLICAS; at++) replicas.push(await begin(releases.before, at));
    await ready(replicas);
    const load = startLoad({ slack, replicas: () => replicas, perSecond });
    for (let count = 0; count < Math.min(left, RESTARTS_IN_ROUND); count++) {
      const at = count % REPLICAS;
      codes.push(await replicas[at]!.stop());
      replicas[at] = await begin(releases.after, at);
      await ready(replicas);
    }
    loads.push(await load.stop());
    for (const replica of replicas) codes.push(await replica.stop());
    await server.close();
    slack.calls.length = 0;
  }
  await Promise.all([slack.close(), market.close()]);
  const unanswered = loads.flatMap((load) => load.unanswered);
  for (const [why, all] of Map.groupBy(unanswered, (it) => it))
    console.log(`Unanswered ${all.length} times: ${why}`);
  const failed = codes.filter((code) => code !== 0).length;
  if (unanswered.length + failed === 0) rmSync(directory, { recursive: true });
  else console.log(`The replicas' logs are kept in ${directory}`);
  console.log(`Side by side: ${releases.words}`);
  const ackMs = loads.flatMap((load) => load.ackMs);
  return {
    name: 'Storm: rolling restarts',
    measurements: [
      { name: 'Restarts', value: restarts, unit: 'restarts', reach: { atLeast: restarts } },
      { name: 'Commands asked', value: loads.reduce((sum, { asked }) => sum + asked, 0), unit: 'commands' },
      {
        name: 'Commands answered with the limit of their team, of which there is one',
        value: loads.reduce((sum, { tooOften }) => sum + tooOften, 0),
        unit: 'commands',
      },
      {
        name: 'Commands that were not answered',
        value: unanswered.length,
        unit: 'commands',
        reach: { atMost: 0 },
      },
      {
        name: 'Processes that did not end with code 0',
        value: failed,
        unit: 'processes',
        reach: { atMost: 0 },
      },
      {
        name: 'Acknowledged within, 99 of 100',
        value: quantile(ackMs, 0.99),
        unit: 'ms',
        reach: { atMost: 3_000 },
      },
      { name: 'Acknowledged within, all', value: Math.max(...ackMs), unit: 'ms', reach: { atMost: 3_000 } },
    ],
  };
}
