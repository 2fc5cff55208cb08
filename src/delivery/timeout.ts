import type { ChatAdapter } from '../chat/adapter.ts';
import { DeliveryError } from '../common/errors.ts';
import type { Wait } from '../common/wait.ts';

/** `adapter`, with an end to everything it is asked: after `ms` nobody waits for it any more. */
export function withTimeout({
  adapter,
  ms,
  wait,
}: {
  adapter: ChatAdapter;
  ms: number;
  wait: Wait;
}): ChatAdapter {
  async function inTime<T>(work: Promise<T>): Promise<T> {
    const answered = new AbortController();
    const late = wait(ms, answered.signal).then(() => {
      throw new DeliveryError('The platform did not answer.', { retryable: true });
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      late.catch(() => {});
      answered.abort();
    }
  }
  const { reconcile } = adapter;
  return {
    ...adapter,
    send: (...asked) => inTime(adapter.send(...asked)),
    ...(reconcile && { reconcile: (...asked) => inTime(reconcile(...asked)) }),
  };
}
