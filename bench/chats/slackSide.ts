// One side of the Slack bench in a process of its own: the desk, a Bolt app that only acknowledges, or one that answers.
import bolt from '@slack/bolt';
import { slackAdapter } from '../../adapters/slack/connect.ts';
import { waitOnTimer } from '../../src/common/wait.ts';
import { startWebServer } from '../../src/server/webServer.ts';
import { answerQuestions } from '../../test/support/processes/helper.ts';
import { benchLog } from '../desk.ts';
import { openSideDesk, type SideSettings } from '../sideDesk.ts';
import { usage } from '../usage.ts';

export interface SlackSettings extends SideSettings {
  port: number;
  apiUrl: string;
  botToken: string;
  signingSecret: string;
}

const settings = JSON.parse(process.argv[2]!) as SlackSettings;
await (settings.side === 'desk' ? startDesk : startBolt)(settings);
answerQuestions(usage);

async function startDesk({ port, apiUrl, botToken, signingSecret, ...side }: SlackSettings): Promise<void> {
  const desk = await openSideDesk(side);
  const config = { apiUrl, botToken, signingSecret };
  const adapter = slackAdapter({ config, store: desk.store, log: benchLog, now: Date.now, fetch });
  await adapter.start(desk.bot);
  const adapters = [adapter];
  await startWebServer({ port, host: '127.0.0.1', adapters, wait: waitOnTimer, log: benchLog });
}

async function startBolt({ side, port, apiUrl, botToken, signingSecret }: SlackSettings): Promise<void> {
  const app = new bolt.App({
    token: botToken,
    receiver: new bolt.HTTPReceiver({ signingSecret, port, logLevel: bolt.LogLevel.ERROR }),
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: bolt.LogLevel.ERROR,
  });
  app.command('/hashprice', async ({ ack, respond }) => {
    await ack();
    if (side === 'answering')
      await respond({ response_type: 'in_channel', text: 'A petahash earns $42.61/PH/day' });
  });
  await app.start(port);
}
