import { describe, expect, it } from 'vitest';
import { gatewaySessions } from '../../src/storage/gatewaySessions.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

const session = (sequence: number) => ({
  id: 's',
  sequence,
  resumeUrl: 'wss://discord.example',
  shardCount: 1,
});

describe('gatewaySessions()', () => {
  function holders() {
    const database = testDatabase();
    return (holder: string, name = 'discord 1 0') => gatewaySessions({ database, name, holder });
  }

  it('take() gives what the holder before has kept, and nothing where it kept nothing', async () => {
    const of = holders();
    const [a, b] = [of('a'), of('b')];
    expect(await a.take()).toBeUndefined();
    await a.keep(session(7));
    expect(await of('c', 'discord 2 0').take()).toBeUndefined();
    expect(await b.take()).toEqual(session(7));
    await b.keep(undefined);
    expect(await a.take()).toBeUndefined();
  });

  it('keep() has no effect once another has taken it, however many write at once', async () => {
    const of = holders();
    const old = Array.from({ length: 20 }, (_, at) => of(`old ${at}`));
    for (const one of old) await one.take();
    const next = of('next');
    const late = old.map((one, at) => one.keep(session(at)));
    await next.take();
    await next.keep(session(1_000));
    await Promise.all(late);
    await Promise.all(old.map((one) => one.keep(session(5))));
    expect(await of('last').take()).toEqual(session(1_000));
  });
});
