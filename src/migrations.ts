/**
 * The tables, as the steps that make them. `user_version` counts the steps taken, so a step that has been
 * released never changes: what is new is appended.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE sites (
     tenant TEXT NOT NULL,
     key TEXT NOT NULL,
     name TEXT NOT NULL,
     site TEXT NOT NULL,
     version INTEGER NOT NULL,
     updated_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, key)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE key_values (
     namespace TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     expires_at INTEGER,
     PRIMARY KEY (namespace, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX key_values_by_expiry ON key_values (expires_at) WHERE expires_at IS NOT NULL;

   CREATE TABLE leases (
     name TEXT PRIMARY KEY,
     holder TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE claims (
     id TEXT PRIMARY KEY,
     claimed_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX claims_by_age ON claims (claimed_at);

   CREATE TABLE history_days (
     day TEXT PRIMARY KEY,
     price_usd REAL,
     difficulty REAL,
     fees_btc_per_block REAL,
     hashprice_btc_per_ph_day REAL,
     hashprice_usd_per_ph_day REAL
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE history_retargets (
     height INTEGER PRIMARY KEY,
     time INTEGER NOT NULL,
     difficulty REAL NOT NULL,
     change_percent REAL NOT NULL
   ) STRICT;

   CREATE TABLE history_updates (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     updated_at INTEGER
   ) STRICT;`,
];
