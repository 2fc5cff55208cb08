import { createLines, DeliveryError, type Repeat } from 'hashdesk/chat';
import { describe, expect, it } from 'vitest';
import { handTimers } from '../../support/handTimers.ts';

const slowed = new DeliveryError('slow down', { retryable: true, retryAfterMs: 5_000 });
const lost = new DeliveryError('no answer', { retryable: true });
const refused = new DeliveryError('no connection', { retryable: true, unsent: true });
const closed = new DeliveryError('gone', { retryable: false, closed: true });

/** Lines of which each wait takes no time but on their own clock. */
function handLines() {
  let now = 0;
  const lines = createLines({
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
    failureOf: (error) => error as DeliveryError,
    slower: (retryAfterMs) => new DeliveryError('wait', { retryable: true, retryAfterMs }),
  });
  return { lines, now: () => now };
}

/** A request that fails with each of these in turn, and then works. */
function failing(...failures: DeliveryError[]) {
  let made = 0;
  const request = async () => {
    made += 1;
    const failure = failures.shift();
    if (failure) throw failure;
    return 'done';
  };
  return { request, made: () => made };
}

describe('createLines()', () => {
  it('lets no more paced requests go out in any second than the platform takes, whatever they waited for before', async () => {
    const timers = handTimers();
    const wait = (ms: number, signal = new AbortController().signal) => timers.wait(ms, signal);
    const parts = { failureOf: (error: unknown) => error as DeliveryError, slower: () => slowed };
    const lines = createLines({ ...parts, wait, now: timers.now, perSecond: 5 });
    const began = timers.now();
    const at: number[] = [];
    for (let n = 0; n < 20; n += 1)
      void lines.run({ conversation: `c${n}`, repeat: 'never', isPaced: true }, async () =>
        at.push(timers.now() - began),
      );
    let unpaced: number | undefined;
    void lines.run({ conversation: 'other', repeat: 'never' }, async () => {
      unpaced = timers.now() - began;
    });
    await timers.pass(5_000);
    expect(at).toHaveLength(20);
    for (const one of at) expect(at.filter((it) => it >= one && it < one + 1_000).length).toBeLessThan(6);
    expect(unpaced).toBe(0);
  });

  it('makes one request of a lane at a time, in the order asked, and those of other lanes meanwhile', async () => {
    const { lines } = handLines();
    const said: string[] = [];
    const first = Promise.withResolvers<void>();
    const run = (lane: string, word: string, until?: Promise<void>) =>
      lines.run({ conversation: 'c', lane, repeat: 'always' }, async () => {
        await until;
        said.push(word);
      });
    const all = [run('a', 'first', first.promise), run('a', 'second'), run('b', 'beside')];
    await all[2];
    expect(said).toEqual(['beside']);
    first.resolve();
    await Promise.all(all);
    expect(said).toEqual(['beside', 'first', 'second']);
  });

  it.each<[Repeat, DeliveryError, number]>([
    ['never', slowed, 1],
    ['never', refused, 1],
    ['slowed', slowed, 2],
    ['slowed', refused, 1],
    ['unsent', slowed, 2],
    ['unsent', refused, 2],
    ['unsent', lost, 1],
    ['always', lost, 2],
    ['always', closed, 1],
  ])(
    'asked to repeat “%s”, makes a request that failed with “%s” %i times',
    async (repeat, failure, times) => {
      const { lines } = handLines();
      const { request, made } = failing(failure);
      const outcome = lines.run({ conversation: 'c', repeat }, request);
      if (times === 1) await expect(outcome).rejects.toBe(failure);
      else expect(await outcome).toBe('done');
      expect(made()).toBe(times);
    },
  );

  it('gives up after four failures, or when the platform asks for more than a minute in all', async () => {
    const often = failing(lost, lost, lost, lost, lost);
    await expect(handLines().lines.run({ conversation: 'c', repeat: 'always' }, often.request)).rejects.toBe(
      lost,
    );
    expect(often.made()).toBe(4);
    const { lines, now } = handLines();
    const slow = failing(...Array.from({ length: 20 }, () => slowed));
    await expect(lines.run({ conversation: 'c', repeat: 'slowed' }, slow.request)).rejects.toBe(slowed);
    expect(now()).toBe(60_000);
  });

  it('refuses at once what may not wait while its conversation is closed, and holds up no other', async () => {
    const { lines } = handLines();
    const never = (conversation: string, request: () => Promise<string>) =>
      lines.run({ conversation, repeat: 'never' }, request);
    await expect(never('c', failing(slowed).request)).rejects.toBe(slowed);
    const unmade = failing();
    await expect(never('c', unmade.request)).rejects.toMatchObject({ retryAfterMs: 5_000 });
    expect(unmade.made()).toBe(0);
    expect(await never('d', failing().request)).toBe('done');
  });
});
