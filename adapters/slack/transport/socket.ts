import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { DeliveryError, type Log, UserError } from 'hashdesk/chat';
import { failureOf, faultFields, isTokenRefused } from '../errors.ts';
import type { ClientOptions } from '../oauth/workspaces.ts';
import type { Health } from './health.ts';
import type { Wait } from './wait.ts';

const APP_TOKEN_HINT =
  'Slack does not accept SLACK_APP_TOKEN: make an app-level token with the scope connections:write under Basic Information.';
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

const SOCKET_MODE_OFF =
  'Socket Mode was switched off: switch it on again under Socket Mode in the settings of the Slack app.';

/** Whether a frame ends the connection because Socket Mode was switched off. Longer frames carry events. */
function isLinkDisabled(frame: unknown): boolean {
  return typeof frame === 'string' && frame.length < 1_000 && /"reason":\s*"link_disabled"/.test(frame);
}

function startError(error: unknown): Error {
  const { code, message, retryable } = failureOf(error);
  if (retryable) return new DeliveryError(message, { retryable });
  const isToken = isTokenRefused(code) || ['missing_scope', 'not_allowed_token_type'].includes(code);
  return new UserError(isToken ? APP_TOKEN_HINT : message);
}

/**
 * Bolt's Socket Mode, connected by us: the library's own reconnection waits five seconds after each `disconnect`
 * frame, and ends the process when Slack cannot be reached at that moment.
 */
export function socketConnection({
  appToken,
  options,
  logger,
  log,
  wait,
  health,
}: {
  appToken: string;
  options: ClientOptions;
  logger: Logger;
  log: Log;
  wait: Wait;
  health: Health;
}) {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: options },
  });
  const { client } = receiver;
  let connected = false;
  let stopping = false;
  let switchedOff = false;

  function noteFailure(error: unknown): void {
    // Why it was switched off says more than what connecting is refused with.
    if (switchedOff) return;
    const failure = startError(error);
    if (failure instanceof UserError) health.broken('connection', failure.message);
    else health.away('connection', `Not connected: ${failure.message}`);
  }

  async function reconnect(): Promise<void> {
    for (let failures = 0; !stopping; failures += 1) {
      try {
        if (failures > 0) await wait(Math.min(PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
        await client.start();
        if (stopping) await client.disconnect();
        connected = true;
        switchedOff = false;
        health.well('connection');
        log.info({}, 'Connected to Slack again');
        return;
      } catch (error) {
        if (stopping) return;
        log.warn(faultFields(error), 'Slack is not connected, trying again');
        noteFailure(error);
      }
    }
  }

  client.on('ws_message', (frame: unknown) => {
    if (!isLinkDisabled(frame)) return;
    switchedOff = true;
    health.broken('connection', SOCKET_MODE_OFF);
  });
  client.on('disconnected', () => {
    // While a connection is being made, whoever makes it hears of its failure.
    if (!connected || stopping) return;
    connected = false;
    void reconnect();
  });

  return {
    receiver,
    async start(): Promise<void> {
      try {
        await client.start();
        connected = true;
      } catch (error) {
        throw startError(error);
      }
    },
    async stop(): Promise<void> {
      stopping = true;
      await client.disconnect();
    },
  };
}
