import { webApi } from '@slack/bolt';
import type { CheckMeans, Finding } from 'hashdesk/chat';
import { startError } from '../errors.ts';
import { testedWorkspace } from '../oauth/workspaces.ts';
import { clientOptions } from '../transport/client.ts';
import { libraryLog } from '../transport/log.ts';
import { type Setup, type SlackConfig, slackSetup } from './config.ts';
import { missingScopes } from './scopes.ts';

/** Whether Slack takes the bot token, and has granted all that the desk needs. Rejects as `slackAdapter().start`. */
export async function checkSlack(asked: CheckMeans & { config: SlackConfig }): Promise<Finding[]> {
  const setup = slackSetup(asked.config);
  const options = clientOptions({ ...asked, ...setup, logger: libraryLog({ warn: () => {} }) });
  const { access } = setup;
  if (!('botToken' in access)) {
    await new webApi.WebClient(undefined, options).api
      .test()
      .catch((error) => Promise.reject(startError(error)));
    return [{ state: 'fine', words: `answers; not tried: tokens of workspaces; ${untried(setup)}` }];
  }
  const { team, scopes } = await testedWorkspace({ token: access.botToken, options });
  return [
    { state: 'fine', words: `takes SLACK_BOT_TOKEN, of the workspace ${team}; not tried: ${untried(setup)}` },
    ...lacking(scopes),
  ];
}

/** A bot has some scope, so none is a header that did not come through. */
const lacking = (scopes: readonly string[]): Finding[] =>
  scopes.length === 0
    ? [{ state: 'missing', words: 'did not say which scopes it has granted' }]
    : missingScopes(scopes).map((words) => ({ state: 'wrong', words }));

/** What no request shows that leaves a running desk alone. */
const untried = ({ transport }: Setup): string =>
  'appToken' in transport
    ? 'SLACK_APP_TOKEN, which opens connections'
    : 'SLACK_SIGNING_SECRET, by which Slack proves itself';
