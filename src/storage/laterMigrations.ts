/** The steps that follow those of `migrations`: what is new is appended here. */
export const laterMigrations: readonly string[] = [
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
];
