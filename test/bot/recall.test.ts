import { afterEach, describe, expect, it } from 'vitest';
import { createRecall } from '../../src/bot/recall.ts';
import type { Address } from '../../src/chat/people.ts';
import { reply } from '../../src/chat/reply.ts';
import { createLog } from '../../src/common/log.ts';
import type { Database } from '../../src/storage/database.ts';
import { openDatabase } from '../../src/storage/sqlite/sqlite.ts';
import { tempDirectory } from '../support/tempDirectory.ts';

const person = { id: 'U1', name: 'Ada', standing: 'member' as const, roles: [] };
const address = { adapter: 'slack', tenant: 'slack:T1', channel: 'C1' };
const open: Database[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

const logged: string[] = [];
const log = createLog({ level: 'warn', write: (line) => logged.push(line) });

function setUp({ directory = tempDirectory() }: { directory?: string } = {}) {
  const database = openDatabase({ directory });
  open.push(database);
  const clock = { now: 1_800_000_000_000 };
  const tasks: (() => void)[] = [];
  const recall = createRecall({
    database,
    now: () => clock.now,
    newId: () => 'n',
    later: (task) => tasks.push(task),
    log,
  });
  const keep = (id: string, over: Partial<Address> = {}) =>
    recall.keep({
      address: { ...address, ...over },
      person,
      answer: { readsSites: false, reply: reply({ title: id, id }) },
    });
  return { recall, keep, clock, tasks, directory, database };
}

describe('createRecall()', () => {
  it('gives an answer back by its id, and the last one without, before and after it is written', async () => {
    const { recall, keep, tasks } = setUp();
    keep('a');
    keep('b');
    for (const written of [false, true]) {
      if (written) for (const task of tasks.splice(0)) task();
      expect((await recall.last({ address, person }))?.reply.title).toBe('b');
      expect((await recall.get({ address, id: 'a' }))?.reply.title).toBe('a');
    }
  });

  it('keeps conversations, people and tenants apart', async () => {
    const { recall, keep } = setUp();
    keep('a');
    await recall.flush();
    expect(await recall.last({ address: { ...address, channel: 'C2' }, person })).toBeUndefined();
    expect(await recall.last({ address, person: { ...person, id: 'U2' } })).toBeUndefined();
    expect(await recall.get({ address: { ...address, tenant: 'slack:T2' }, id: 'a' })).toBeUndefined();
    expect((await recall.get({ address, id: 'a' }))?.reply.title).toBe('a');
  });

  it('refers to the last answer for half an hour, in a thread to what was told above it, and to one that is not kept', async () => {
    const { recall, keep, clock } = setUp();
    const thread = { ...address, thread: 'T1' };
    const last = async (asked: Address = address) => (await recall.last({ address: asked, person }))?.reply;
    keep('a');
    for (const flushed of [false, true]) {
      if (flushed) await recall.flush();
      expect((await last(thread))?.title).toBe('a');
    }
    keep('b', thread);
    expect([(await last(thread))?.title, (await last())?.title]).toEqual(['b', 'a']);
    recall.note({ address, person, line: 'alert list' });
    expect(await last()).toMatchObject({ title: '', readAs: 'alert list', explanation: [] });
    clock.now += 30 * 60_000;
    expect([await last(thread), await last()]).toEqual([undefined, undefined]);
    expect((await recall.get({ address, id: 'a' }))?.reply.title).toBe('a');
  });

  it('writes many answers with one task', () => {
    const { keep, tasks } = setUp();
    for (const id of ['a', 'b', 'c']) keep(id);
    expect(tasks).toHaveLength(1);
  });

  it('survives a restart once flushed, and forgets after a day', async () => {
    const first = setUp();
    first.keep('a');
    await first.recall.flush();
    const second = setUp({ directory: first.directory });
    expect((await second.recall.last({ address, person }))?.reply.title).toBe('a');
    second.clock.now += 86_400_000;
    expect(await second.recall.get({ address, id: 'a' })).toBeUndefined();
  });

  it('keeps the last 50 of a conversation, and the last 1,000 of a tenant', async () => {
    const { recall, keep } = setUp();
    for (let n = 0; n < 60; n++) keep(`a${n}`);
    await recall.flush();
    expect((await recall.size()).count).toBe(50);
    expect(await recall.get({ address, id: 'a9' })).toBeUndefined();
    expect((await recall.get({ address, id: 'a10' }))?.reply.title).toBe('a10');
    for (let n = 0; n < 1_200; n++) keep(`b${n}`, { channel: `C${n}` });
    keep('other', { tenant: 'slack:T2' });
    await recall.flush();
    expect((await recall.size()).count).toBe(1_001);
    expect(await recall.get({ address, id: 'b199' })).toBeUndefined();
    expect((await recall.get({ address, id: 'b200' }))?.reply.title).toBe('b200');
  });

  it('tells how many answers it keeps, and how much of them is on the disk', async () => {
    const { recall, keep } = setUp();
    keep('a');
    const answer = JSON.stringify({ readsSites: false, reply: reply({ title: 'a', id: 'a' }) });
    expect(await recall.size()).toEqual({ count: 1, bytes: 0 });
    await recall.flush();
    expect(await recall.size()).toEqual({ count: 1, bytes: answer.length });
  });

  it('tells how much is kept after it and another process have written and dropped', async () => {
    const one = setUp();
    const other = setUp({ directory: one.directory });
    const kept = () =>
      one.database.get('SELECT count(*) AS count, sum(octet_length(answer)) AS bytes FROM answers');
    one.keep('a');
    await one.recall.flush();
    expect(await one.recall.size()).toEqual(await kept());
    for (let n = 0; n < 60; n++) one.keep(`b${n}`);
    await one.recall.flush();
    expect(await one.recall.size()).toEqual(await kept());
    other.keep('other', { channel: 'C2' });
    await other.recall.flush();
    expect(await one.recall.size()).toEqual(await kept());
    one.keep('other', { channel: 'C2' });
    one.clock.now += 86_400_000;
    one.keep('c');
    await one.recall.flush();
    expect(await one.recall.size()).toEqual(await kept());
    expect((await one.recall.size()).count).toBe(2);
  });

  it('costs no answer when it cannot be written: that is logged, and the next is kept', async () => {
    const { recall, keep, database } = setUp();
    await database.run('ALTER TABLE answers RENAME TO away');
    keep('a');
    await recall.flush();
    expect(logged.join()).toContain('could not be kept');
    await database.run('ALTER TABLE away RENAME TO answers');
    keep('b');
    await recall.flush();
    expect((await recall.last({ address, person }))?.reply.title).toBe('b');
  });
});
