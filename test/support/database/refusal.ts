import type { Database } from '../../../src/storage/database.ts';

/** Has the database refuse what is done to deliveries, of some of them where `when` says which; resolves with its end. */
export async function refuseDeliveries(asked: {
  database: Database;
  event: 'INSERT' | 'UPDATE OF state';
  /** SQL about `new`. */
  when?: string;
}): Promise<() => Promise<unknown>> {
  const { database, event, when = '1 = 1' } = asked;
  const trigger = `CREATE TRIGGER refuse BEFORE ${event} ON deliveries`;
  if (database.engine === 'SQLite') {
    await database.run(`${trigger} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'no'); END`);
    return () => database.run('DROP TRIGGER refuse');
  }
  await database.run(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
  );
  await database.run(`${trigger} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse()`);
  return () => database.run('DROP TRIGGER refuse ON deliveries');
}
