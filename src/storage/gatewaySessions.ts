import type { Database, Row } from './database.ts';

/** Where a connection stands that can be taken up again, by another process as well. */
export interface GatewaySession {
  id: string;
  /** The number of the last event that came. */
  sequence: number;
  /** Where it is taken up. */
  resumeUrl: string;
  /** Among how many shards it is one. */
  shardCount: number;
}

/** Where the connection to the gateway called `name` stands, as its holder wrote it. */
export interface GatewaySessions {
  /** Makes this process its holder; what the one before has left, undefined where that is nothing. */
  take(): Promise<GatewaySession | undefined>;
  /** Writes where it stands; without effect where another process has taken it since. */
  keep(session: GatewaySession | undefined): Promise<void>;
}

export function gatewaySessions(asked: {
  database: Database;
  name: string;
  holder: string;
}): GatewaySessions {
  const { database, name, holder } = asked;
  return {
    async take() {
      const row = await database.transaction('rows', async () => {
        // From here on the holder before writes nothing; what it has written before is read.
        await database.run(
          `INSERT INTO gateway_sessions (gateway, holder) VALUES (:name, :holder)
           ON CONFLICT (gateway) DO UPDATE SET holder = excluded.holder`,
          { name, holder },
        );
        const sql = `SELECT session, sequence, resume_url, shard_count FROM gateway_sessions WHERE gateway = :name`;
        return database.get(sql, { name });
      });
      return row && sessionOf(row);
    },
    async keep(session) {
      const { id = null, sequence = null, resumeUrl = null, shardCount = null } = session ?? {};
      await database.run(
        `UPDATE gateway_sessions SET session = :id, sequence = :sequence, resume_url = :resumeUrl,
           shard_count = :shardCount
         WHERE gateway = :name AND holder = :holder`,
        { name, holder, id, sequence, resumeUrl, shardCount },
      );
    },
  };
}

function sessionOf(row: Row): GatewaySession | undefined {
  const { session: id, sequence, resume_url: resumeUrl, shard_count: shardCount } = row;
  if (id === null || sequence === null || resumeUrl === null || shardCount === null) return undefined;
  return {
    id: String(id),
    sequence: Number(sequence),
    resumeUrl: String(resumeUrl),
    shardCount: Number(shardCount),
  };
}
