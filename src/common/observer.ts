/** How a question ended: answered, refused for what the person can mend, or failed by our own fault. */
export type AnswerOutcome = 'answered' | 'refused' | 'failed';

/** How an attempt to deliver ended: posted, to be made again, given up, or another worker's by then. */
export type DeliveryOutcome = 'sent' | 'again' | 'dead' | 'lost';

/** Is told of what happens, to count it. Durations in seconds; nothing here names a tenant, a person or a text. */
export interface Observer {
  /** `command`: of the desk's own names; `unread` where none could be read. */
  answered(seen: { command: string; outcome: AnswerOutcome; seconds: number }): void;
  /** The alerts were looked at once. */
  ticked(seen: { ok: boolean; seconds: number }): void;
  /** `delaySeconds`: from when it was due to the end of the attempt. */
  delivered(seen: { adapter: string; outcome: DeliveryOutcome; delaySeconds: number }): void;
  /** The main loop waited for the database. */
  usedDatabase(seen: { operation: DatabaseOperation; seconds: number }): void;
}

/** A single statement, or a transaction with all of its statements. */
export type DatabaseOperation = 'read' | 'write' | 'transaction';

/** Counts nothing: for a desk that nobody watches. */
export const unobserved: Observer = {
  answered() {},
  ticked() {},
  delivered() {},
  usedDatabase() {},
};
