/** The first steps of the tables: released, and so unchanged for ever. What is new is appended in migrations.ts. */
export const firstTables: readonly string[] = [
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

  `CREATE TABLE grants (
     tenant TEXT NOT NULL,
     right TEXT NOT NULL,
     id TEXT NOT NULL,
     kind TEXT NOT NULL,
     PRIMARY KEY (tenant, right, id)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE audit (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     at INTEGER NOT NULL,
     person_id TEXT NOT NULL,
     person_name TEXT NOT NULL,
     verb TEXT NOT NULL,
     object TEXT NOT NULL,
     detail TEXT NOT NULL
   ) STRICT;
   CREATE INDEX audit_by_tenant ON audit (tenant, id);
   CREATE INDEX audit_by_age ON audit (at);`,

  `CREATE TABLE answers (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     id TEXT NOT NULL,
     conversation TEXT NOT NULL,
     answer TEXT NOT NULL,
     expires_at INTEGER NOT NULL,
     UNIQUE (tenant, id)
   ) STRICT;
   CREATE INDEX answers_by_conversation ON answers (tenant, conversation, sequence);
   CREATE INDEX answers_by_expiry ON answers (expires_at);`,

  `CREATE TABLE deliveries (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     key TEXT NOT NULL UNIQUE,
     tenant TEXT NOT NULL,
     adapter TEXT NOT NULL,
     channel TEXT NOT NULL,
     address TEXT NOT NULL,
     reply TEXT NOT NULL,
     rule TEXT,
     due_at INTEGER NOT NULL,
     next_at INTEGER NOT NULL,
     expires_at INTEGER NOT NULL,
     state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'unknown', 'sent', 'dead', 'dropped')),
     attempts INTEGER NOT NULL DEFAULT 0,
     unanswered INTEGER NOT NULL DEFAULT 0,
     begun_at INTEGER,
     holder TEXT,
     leased_until INTEGER,
     settled_at INTEGER,
     receipt TEXT,
     reason TEXT
   ) STRICT;
   CREATE INDEX deliveries_by_due ON deliveries (adapter, due_at, id) WHERE settled_at IS NULL;
   CREATE INDEX deliveries_by_lane ON deliveries (adapter, tenant, channel, due_at, id) WHERE settled_at IS NULL;
   CREATE INDEX deliveries_by_tenant ON deliveries (tenant, state);
   CREATE INDEX deliveries_by_end ON deliveries (settled_at) WHERE settled_at IS NOT NULL;`,

  `CREATE TABLE alert_rules (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     number INTEGER NOT NULL,
     rule TEXT NOT NULL,
     state TEXT NOT NULL,
     mark INTEGER,
     clock TEXT,
     epoch INTEGER NOT NULL DEFAULT 0,
     version INTEGER NOT NULL DEFAULT 1,
     site TEXT,
     series TEXT,
     low REAL,
     high REAL,
     due_data_ms INTEGER,
     due_at INTEGER,
     UNIQUE (tenant, number)
   ) STRICT;
   CREATE INDEX alert_rules_by_site ON alert_rules (tenant, site) WHERE site IS NOT NULL;
   CREATE INDEX alert_rules_by_hold ON alert_rules (clock, due_data_ms) WHERE due_data_ms IS NOT NULL;
   CREATE INDEX alert_rules_by_due ON alert_rules (due_at) WHERE due_at IS NOT NULL;

   CREATE TABLE alert_numbers (
     tenant TEXT PRIMARY KEY,
     last INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE alert_series (
     key TEXT PRIMARY KEY,
     value REAL,
     data_ms INTEGER NOT NULL,
     ticked_at INTEGER NOT NULL,
     missing_ms INTEGER NOT NULL DEFAULT 0,
     told INTEGER NOT NULL DEFAULT 0
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE alert_samples (
     at INTEGER PRIMARY KEY,
     price_usd REAL,
     difficulty REAL,
     subsidy_btc REAL,
     fees_btc_per_block REAL,
     network_hashrate_eh_per_s REAL,
     next_retarget_percent REAL
   ) STRICT;

   CREATE TABLE alert_events (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     rule INTEGER NOT NULL,
     number INTEGER NOT NULL,
     address TEXT NOT NULL,
     at INTEGER NOT NULL,
     kind TEXT NOT NULL,
     since INTEGER NOT NULL,
     text TEXT NOT NULL,
     held INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX alert_events_by_tenant ON alert_events (tenant, at);
   CREATE INDEX alert_events_by_age ON alert_events (at);
   CREATE INDEX alert_events_held ON alert_events (address) WHERE held = 1;

   CREATE TABLE quiet_hours (
     tenant TEXT NOT NULL,
     adapter TEXT NOT NULL,
     channel TEXT NOT NULL,
     hours TEXT NOT NULL,
     PRIMARY KEY (tenant, adapter, channel)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE power_reports (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     url TEXT,
     field TEXT,
     price_usd_per_mwh REAL,
     observed_at INTEGER,
     source TEXT NOT NULL,
     error TEXT,
     PRIMARY KEY (tenant, site)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE alert_changes (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     rule INTEGER,
     site TEXT
   ) STRICT;
   CREATE TRIGGER site_added AFTER INSERT ON sites BEGIN
     INSERT INTO alert_changes (tenant, site) VALUES (new.tenant, new.key);
   END;
   CREATE TRIGGER site_replaced AFTER UPDATE ON sites BEGIN
     INSERT INTO alert_changes (tenant, site) VALUES (old.tenant, old.key), (new.tenant, new.key);
   END;
   CREATE TRIGGER site_removed AFTER DELETE ON sites BEGIN
     INSERT INTO alert_changes (tenant, site) VALUES (old.tenant, old.key);
   END;`,

  `CREATE TABLE digests (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     number INTEGER NOT NULL,
     settings TEXT NOT NULL,
     plan TEXT NOT NULL,
     paused INTEGER NOT NULL DEFAULT 0,
     next_run_at INTEGER NOT NULL,
     planned_at INTEGER NOT NULL,
     version INTEGER NOT NULL DEFAULT 1,
     UNIQUE (tenant, number)
   ) STRICT;
   CREATE INDEX digests_by_next_run ON digests (next_run_at) WHERE paused = 0;
   CREATE INDEX digests_by_planning ON digests (planned_at) WHERE paused = 0;

   CREATE TABLE digest_numbers (
     tenant TEXT PRIMARY KEY,
     last INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  `CREATE TABLE assumption_overrides (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     value REAL NOT NULL,
     PRIMARY KEY (tenant, site, name)
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE own_deals (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     tenant TEXT NOT NULL,
     deal TEXT NOT NULL
   ) STRICT;
   CREATE INDEX own_deals_by_tenant ON own_deals (tenant);`,
];
