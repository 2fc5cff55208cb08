import { firstTables } from './firstTables.ts';

/**
 * The tables, as the steps that make them. `user_version` counts the steps taken, so a step that has been
 * released never changes: what is new is appended, in words that PostgreSQL takes as well once `toPostgres()` has read them.
 */
export const migrations: readonly string[] = [
  ...firstTables,

  // Every step of a delivery wrote an index over all of them, settled ones too, to find a tenant's few open ones.
  `DROP INDEX deliveries_by_tenant;
   DROP INDEX deliveries_by_lane;
   CREATE INDEX deliveries_by_lane ON deliveries (tenant, adapter, channel, due_at, id) WHERE settled_at IS NULL;
   CREATE INDEX deliveries_dead ON deliveries (tenant, settled_at) WHERE state = 'dead';`,

  `CREATE TRIGGER assumptions_of_site_renamed AFTER UPDATE OF key ON sites WHEN new.key <> old.key BEGIN
     UPDATE OR REPLACE assumption_overrides SET site = new.key WHERE tenant = old.tenant AND site = old.key;
   END;
   CREATE TRIGGER assumptions_of_site_removed AFTER DELETE ON sites BEGIN
     DELETE FROM assumption_overrides WHERE tenant = old.tenant AND site = old.key;
   END;`,

  // Whatever is told of a site goes on under its new name. A site that is removed may come back: its alerts wait.
  `CREATE TRIGGER watched_site_renamed AFTER UPDATE OF name ON sites WHEN new.name <> old.name BEGIN
     UPDATE alert_rules SET site = new.key, rule = json_set(rule, '$.condition.site', new.name), version = version + 1
       WHERE tenant = old.tenant AND site = old.key AND json_valid(rule);
     UPDATE OR REPLACE power_reports SET site = new.key, name = new.name
       WHERE tenant = old.tenant AND site = old.key;
     UPDATE digests SET version = version + 1, settings = json_set(settings, '$.sites', (
         SELECT json_group_array(CASE value WHEN old.name THEN new.name ELSE value END)
         FROM json_each(settings, '$.sites')))
       WHERE tenant = old.tenant AND json_valid(settings)
         AND EXISTS (SELECT 1 FROM json_each(settings, '$.sites') WHERE value = old.name);
   END;
   CREATE TRIGGER watched_site_removed AFTER DELETE ON sites BEGIN
     DELETE FROM power_reports WHERE tenant = old.tenant AND site = old.key;
   END;`,

  // Where a day of history comes from. Up to here it was a mempool server, last read at the time of the update.
  `ALTER TABLE history_days ADD COLUMN source TEXT NOT NULL DEFAULT 'mempool';
   ALTER TABLE history_days ADD COLUMN observed_at INTEGER NOT NULL DEFAULT 0;
   UPDATE history_days SET observed_at =
     coalesce((SELECT updated_at FROM history_updates), unixepoch(day, '+1 day') * 1000);`,

  // What follows a change of a site is a function of whoever keeps it, called by the store of sites.
  `DROP TRIGGER site_added;
   DROP TRIGGER site_replaced;
   DROP TRIGGER site_removed;
   DROP TRIGGER assumptions_of_site_renamed;
   DROP TRIGGER assumptions_of_site_removed;
   DROP TRIGGER watched_site_renamed;
   DROP TRIGGER watched_site_removed;`,

  `ALTER TABLE alert_rules RENAME COLUMN series TO watched_series;
   ALTER TABLE alert_rules RENAME COLUMN clock TO series;
   ALTER TABLE alert_rules RENAME COLUMN mark TO last_seen;
   ALTER TABLE alert_rules RENAME COLUMN epoch TO message_number;
   UPDATE alert_rules SET rule = json_set(rule, '$.condition.kind', 'chainEvent')
     WHERE CASE WHEN json_valid(rule) THEN json_extract(rule, '$.condition.kind') = 'happening' END;
   UPDATE alert_rules SET watched_series = replace(watched_series, '"happening"', '"chainEvent"')
     WHERE watched_series LIKE '{"of":"happening"%';
   UPDATE alert_series SET key = replace(key, '"happening"', '"chainEvent"') WHERE key LIKE '{"of":"happening"%';`,

  `ALTER TABLE power_reports ADD COLUMN answered_at INTEGER;
   ALTER TABLE power_reports ADD COLUMN unchanged_since INTEGER;`,

  `CREATE TABLE forecasts (
     kind TEXT NOT NULL,
     height INTEGER NOT NULL,
     position INTEGER NOT NULL,
     low REAL NOT NULL,
     high REAL NOT NULL,
     made_at INTEGER NOT NULL,
     actual REAL,
     PRIMARY KEY (kind, height, position)
   ) STRICT, WITHOUT ROWID;`,

  // A tenant is a workspace; who rents from whom is a lessee.
  `UPDATE own_deals SET deal = json_remove(json_set(deal, '$.lessee', json_extract(deal, '$.tenant')), '$.tenant')
     WHERE json_valid(deal) AND json_extract(deal, '$.tenant') IS NOT NULL;`,

  `CREATE TABLE picture_themes (
     tenant TEXT PRIMARY KEY,
     theme TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  // Alerts are looked for before all else that waits.
  `CREATE INDEX deliveries_of_rules ON deliveries (adapter, due_at, id)
     WHERE settled_at IS NULL AND rule IS NOT NULL;`,

  // How much is kept is told by numbers: an answer itself is not read for it.
  `ALTER TABLE answers ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
   UPDATE answers SET bytes = octet_length(answer);
   CREATE INDEX answers_by_bytes ON answers (bytes);`,

  // Where the connection to a gateway broke off: whoever holds it next goes on there.
  `CREATE TABLE gateway_sessions (
     gateway TEXT PRIMARY KEY,
     holder TEXT NOT NULL,
     session TEXT,
     sequence INTEGER,
     resume_url TEXT,
     shard_count INTEGER
   ) STRICT, WITHOUT ROWID;`,

  // How much a person may still ask, and without a person a tenant: when it will be as much as at the beginning.
  `CREATE TABLE flood_buckets (
     tenant TEXT NOT NULL,
     person TEXT NOT NULL,
     full_at REAL NOT NULL,
     PRIMARY KEY (tenant, person)
   ) STRICT, WITHOUT ROWID;`,

  // Power prices as they were reported, and when each held: a day has its own, and what is corrected stays.
  `ALTER TABLE power_reports ADD COLUMN until_at INTEGER;
   CREATE TABLE power_prices (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     market TEXT NOT NULL,
     start_at INTEGER NOT NULL,
     end_at INTEGER NOT NULL,
     usd_per_mwh REAL NOT NULL,
     source TEXT NOT NULL,
     by_hand INTEGER NOT NULL,
     recorded_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, site, market, start_at, recorded_at)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX power_prices_by_end ON power_prices (tenant, market, end_at);
   INSERT INTO power_prices (tenant, site, market, start_at, end_at, usd_per_mwh, source, by_hand, recorded_at)
     SELECT tenant, site, 'live', observed_at,
       CASE WHEN url IS NULL THEN observed_at + 86400000 ELSE coalesce(answered_at, observed_at) + 900000 END,
       price_usd_per_mwh, source, CASE WHEN url IS NULL THEN 1 ELSE 0 END, coalesce(answered_at, observed_at)
     FROM power_reports WHERE price_usd_per_mwh IS NOT NULL AND observed_at IS NOT NULL;`,

  // What assistants come with: the hash of a token, whose it is, and the conversation that it was made in.
  `CREATE TABLE tokens (
     hash TEXT PRIMARY KEY,
     tenant TEXT NOT NULL,
     name TEXT NOT NULL,
     scope TEXT NOT NULL,
     adapter TEXT NOT NULL,
     channel TEXT NOT NULL,
     thread TEXT NOT NULL,
     made_by_id TEXT NOT NULL,
     made_by_name TEXT NOT NULL,
     made_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX tokens_by_name ON tokens (tenant, name);`,

  // Where day-ahead prices of power come from.
  `CREATE TABLE day_ahead_feeds (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     url TEXT NOT NULL,
     format TEXT NOT NULL,
     options TEXT NOT NULL,
     asked_at INTEGER,
     error TEXT,
     PRIMARY KEY (tenant, site)
   ) STRICT, WITHOUT ROWID;`,

  // What power costs at a site, by the local day from which on it does, and what its meter read, by the local month.
  `CREATE TABLE tariffs (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     since TEXT NOT NULL,
     tariff TEXT NOT NULL,
     source TEXT NOT NULL,
     set_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, site, since)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE metered_months (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     month TEXT NOT NULL,
     start_at INTEGER NOT NULL,
     interval_minutes INTEGER NOT NULL,
     kw TEXT NOT NULL,
     source TEXT NOT NULL,
     read_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, site, month)
   ) STRICT, WITHOUT ROWID;`,

  // What a language model may be told of a tenant.
  `CREATE TABLE model_told (
     tenant TEXT PRIMARY KEY NOT NULL,
     told TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  // What a site was paid for power that it did not use, as it was entered: what corrects a credit stands beside it.
  `CREATE TABLE power_credits (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     number INTEGER NOT NULL,
     version INTEGER NOT NULL,
     month TEXT NOT NULL,
     kind TEXT NOT NULL,
     usd REAL NOT NULL,
     mwh REAL,
     removed INTEGER NOT NULL,
     entered_by TEXT NOT NULL,
     entered_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, site, number, version)
   ) STRICT, WITHOUT ROWID;`,

  // The load of a site's grid by the local day: as it was forecast, the month's high before it, and what came.
  `CREATE TABLE grid_loads (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     day TEXT NOT NULL,
     forecast_mw REAL,
     high_mw REAL,
     came_mw REAL,
     entered_by TEXT NOT NULL,
     entered_at INTEGER NOT NULL,
     PRIMARY KEY (tenant, site, day)
   ) STRICT, WITHOUT ROWID;`,

  // Plans of run or stop as they were posted, by the local day that each is of, and how they did on what came.
  `CREATE TABLE dispatch_plans (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     day TEXT NOT NULL,
     end_at INTEGER NOT NULL,
     plan TEXT NOT NULL,
     score TEXT,
     PRIMARY KEY (tenant, site, day)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX dispatch_plans_by_end ON dispatch_plans (tenant, end_at);
   CREATE INDEX dispatch_plans_to_score ON dispatch_plans (end_at) WHERE score IS NULL;`,

  // Where the plans of a site are sent, and what signs them.
  `CREATE TABLE dispatch_webhooks (
     tenant TEXT NOT NULL,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     url TEXT NOT NULL,
     secret TEXT NOT NULL,
     set_at INTEGER NOT NULL,
     sent_at INTEGER,
     error TEXT,
     PRIMARY KEY (tenant, site)
   ) STRICT, WITHOUT ROWID;`,

  // Whether a price of power ends when somebody said it does: a default end says nothing of the day after.
  'ALTER TABLE power_prices ADD COLUMN end_said INTEGER NOT NULL DEFAULT 0;',
];
