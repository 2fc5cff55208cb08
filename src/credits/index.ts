/** What sites are paid for power that they do not use, or hold ready: a ledger of its own, kept by the tenant. */

export { type CreditBook, creditBook } from './book.ts';
export { type Credit, type CreditKind, creditKinds, creditSites } from './table.ts';
