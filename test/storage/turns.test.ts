import { describe, expect, it } from 'vitest';
import { inTurns } from '../../src/storage/sqlite/turns.ts';

const soon = () => Promise.resolve();

describe('inTurns()', () => {
  it('runs a transaction alone, and what others ask meanwhile after it, in their order', async () => {
    const turns = inTurns();
    const said: string[] = [];
    const say = (word: string) => void said.push(word);
    await Promise.all([
      turns.transaction(async () => {
        say('first begins');
        await soon();
        await turns.statement(() => say('its own'));
        await soon();
        say('first ends');
      }),
      turns.statement(() => say('a statement')),
      turns.transaction(async () => {
        say('second begins');
        await soon();
        say('second ends');
      }),
      turns.statement(() => say('another statement')),
    ]);
    expect(said).toEqual([
      'first begins',
      'its own',
      'first ends',
      'a statement',
      'second begins',
      'second ends',
      'another statement',
    ]);
  });

  it('lets nobody in between who is woken and who comes in that moment', async () => {
    const turns = inTurns();
    let inside = 0;
    const alone = () =>
      turns.transaction(async () => {
        inside += 1;
        for (let n = 0; n < 5; n++) await soon();
        expect(inside).toBe(1);
        inside -= 1;
      });
    const chain = async () => {
      for (let n = 0; n < 20; n++) await alone();
    };
    await Promise.all([chain(), chain(), chain()]);
  });

  it('goes on after one that rejects', async () => {
    const turns = inTurns();
    const refused = turns.transaction(async () => Promise.reject(new Error('refused')));
    const next = turns.transaction(async () => 'next');
    await expect(refused).rejects.toThrow('refused');
    expect(await next).toBe('next');
    expect(await turns.statement(() => 'a statement')).toBe('a statement');
  });

  it('refuses a transaction within another, which would wait for itself for ever', async () => {
    const turns = inTurns();
    const nested = turns.transaction(() => turns.transaction(soon));
    await expect(nested).rejects.toThrow('A transaction began within another');
  });

  it('takes what was begun within a transaction and comes after its end for anybody’s', async () => {
    const turns = inTurns();
    const { promise: later, resolve } = Promise.withResolvers<void>();
    let late: Promise<string> | undefined;
    await turns.transaction(async () => {
      late = later.then(() => turns.transaction(async () => 'late'));
    });
    resolve();
    expect(await late).toBe('late');
  });
});
