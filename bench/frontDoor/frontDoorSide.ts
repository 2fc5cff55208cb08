// The web server in a process of its own, with Slack's adapter behind it: what it holds is asked for by message.
import { slackAdapter } from '../../adapters/slack/connect.ts';
import { waitOnTimer } from '../../src/common/wait.ts';
import { startWebServer } from '../../src/server/webServer.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { startSlack } from '../../test/support/slack/slackServer.ts';
import { benchLog } from '../desk.ts';
import type { Held } from './frontDoor.ts';

const { port } = JSON.parse(process.argv[2]!) as { port: number };
const slack = await startSlack({ now: Date.now });
const { botToken, signingSecret } = slack.secrets;
const adapter = slackAdapter({
  config: { apiUrl: slack.apiUrl, botToken, signingSecret },
  store: () => ({ get: async () => undefined, set: async () => {}, delete: async () => false }),
  log: benchLog,
  now: Date.now,
  fetch,
});
await adapter.start({
  commands: [],
  handle: async () => undefined,
  complete: async () => [],
  refuse: async () => undefined,
});
const server = await startWebServer({
  port,
  host: '127.0.0.1',
  adapters: [adapter],
  wait: waitOnTimer,
  log: benchLog,
});

answerQuestions((): Held => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const connections = server.connections();
  return { residentMb: rss / 2 ** 20, liveMb: (heapUsed + external) / 2 ** 20, connections };
});
