/** What a column holds. */
export type Value = null | number | bigint | string | Uint8Array;
/** A row by the names of its columns. */
export type Row = Record<string, Value>;
/** Values for the named parameters of a statement: `{ tenant }` for `:tenant`. */
export type Values = Record<string, Value>;

/** A table, and its columns that hold text. */
export interface Table {
  table: string;
  texts: string[];
}

/**
 * What a transaction reads and then writes on what it has read: two of one scope never run at once. `rows`: it decides
 * nothing by what it reads beyond the rows that it changes.
 */
export type Scope =
  | `tenant:${string}`
  | `deliveries:${string}`
  | 'alerts'
  | 'answers'
  | 'changes'
  | 'market'
  | 'rows';

/** What several processes may use at once. What it cannot do it rejects with StorageError. */
export interface Database {
  readonly engine: 'SQLite' | 'PostgreSQL';
  /** Where it is one file. */
  readonly file?: string;
  /** Runs one statement; the number of rows it changed. What it wrote is on the disk. */
  run(sql: string, values?: Values): Promise<number>;
  /** Runs one statement with each of `rows`, in order and all or nothing; how many rows each of them changed. */
  runMany(sql: string, rows: readonly Values[]): Promise<number[]>;
  /** The first row; undefined when there is none. */
  get(sql: string, values?: Values): Promise<Row | undefined>;
  all(sql: string, values?: Values): Promise<Row[]>;
  /**
   * Runs `work` alone among all that have the same scope: everything it wrote is kept, or nothing when it rejects.
   * What `work` asks of this database is part of it, however deep; it awaits that, and nothing else.
   */
  transaction<T>(scope: Scope, work: () => Promise<T>): Promise<T>;
  /** Within a transaction: it has this scope as well, from now on. Whoever takes several takes `changes` last. */
  alsoWithin(scope: Scope): Promise<void>;
  /** As `transaction`, without waiting for the disk: a crash of the machine may lose it, and never tears it. */
  hastyTransaction<T>(scope: Scope, work: () => Promise<T>): Promise<T>;
  /**
   * Rejects with StorageError once it cannot be used: the file it writes to is deleted or replaced, which every write
   * looks at as well, the server cannot be reached, or a table is gone.
   */
  check(): Promise<void>;
  /** All of ours, by name. */
  tables(): Promise<Table[]>;
  /** Makes unreadable what was deleted: a row stays in its place until that is used again. */
  forget(): Promise<void>;
  /** The time in Unix milliseconds by the clock of its server; undefined where that is the machine's own. */
  now(): Promise<number | undefined>;
  /** What it takes on its disk. */
  bytes(): Promise<number>;
  /** Room on the disk that holds it, in bytes; undefined where that is another machine's. */
  freeBytes(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** What a fault of ours says that takes a scope where there is nothing to take it for. */
export const NO_TRANSACTION = 'A scope was taken outside of a transaction';
