import type { AckFn, RespondArguments } from '@slack/bolt';
import { type Hook, type HookOptions, responseHook } from './responseUrl.ts';
import type { Wait } from './wait.ts';

/** Slack gives up on a command after three seconds; the rest is for the way there and back. */
export const ACKNOWLEDGED_MS = 1_500;

/** Where a slash command is answered. What is ready soon is said in the acknowledgement, the rest at its `response_url`. */
export interface CommandHook extends Hook {
  /** Resolves once Slack knows that the command was received. */
  acknowledged: Promise<void>;
}

/** Acknowledges a command with its first answer, or without one when that takes long. */
export function commandHook({
  ack,
  wait,
  ...options
}: HookOptions & { ack: AckFn<RespondArguments>; wait: Wait }): CommandHook {
  const hook = responseHook(options);
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
    usable: () => open !== undefined || hook.usable(),
    async post(answer) {
      if (!(await tell(answer))) await hook.post(answer);
    },
    acknowledge,
    acknowledged,
  };
}
