import type { AckFn, RespondArguments } from '@slack/bolt';
import { openResponseUrl, type ResponseUrl, type ResponseUrlOptions } from './responseUrl.ts';
import type { Wait } from './wait.ts';

/** Slack gives up on a command after three seconds; the rest is for the way there and back. */
export const ACKNOWLEDGED_MS = 1_500;

/** Where a slash command is answered. What is ready soon is said in the acknowledgement, the rest at its `response_url`. */
export interface CommandResponseUrl extends ResponseUrl {
  /** Resolves once Slack knows that the command was received. */
  acknowledged: Promise<void>;
}

/** Acknowledges a command with its first answer, or without one when that takes long. */
export function commandResponseUrl({
  ack,
  wait,
  ...options
}: ResponseUrlOptions & { ack: AckFn<RespondArguments>; wait: Wait }): CommandResponseUrl {
  const responseUrl = openResponseUrl(options);
  const { promise: acknowledged, resolve } = Promise.withResolvers<void>();
  let open: typeof ack | undefined = ack;

  /** False when Slack was told before, or cannot be told: a connection may break at any moment. */
  async function tell(answer?: object): Promise<boolean> {
    const first = open;
    open = undefined;
    if (!first) return false;
    return first(answer as RespondArguments)
      .then(() => true)
      .catch(() => false)
      .finally(resolve);
  }

  const acknowledge = async () => void (await tell());
  void wait(ACKNOWLEDGED_MS).then(acknowledge, acknowledge);
  return {
    usable: () => open !== undefined || responseUrl.usable(),
    async post(answer) {
      if (!(await tell(answer))) await responseUrl.post(answer);
    },
    acknowledge,
    acknowledged,
  };
}
