import { StorageError } from '../../common/errors.ts';

/** PostgreSQL's codes, or the first two digits of them, from its manual, appendix A; and those of a socket. */
const causes: Record<string, string> = {
  '08': 'The database cannot be reached: nothing was saved.',
  '08P01':
    'The pooler before the database refuses a setting of the connection: nothing was saved. Take options out of DATABASE_URL.',
  26000:
    'The pooler before the database forgets prepared statements: nothing was saved. Set its max_prepared_statements (PgBouncer 1.21 and newer).',
  '57P': 'The database cannot be reached: nothing was saved.',
  '25P03': 'The database gave up a change that took too long: nothing was saved. Try again.',
  '25006': 'The database is read-only: nothing was saved. Point DATABASE_URL at the one that takes changes.',
  '28000':
    'The database does not let this user in from here. Set the user in DATABASE_URL; where only who encrypts is let in, end it with ?sslmode=verify-full.',
  '28': 'The database does not know this user or password. Set both in DATABASE_URL.',
  '3D': 'The server has no such database. Make it, or set its name in DATABASE_URL.',
  '42501': 'The user of DATABASE_URL may not do this in the database. Make it the owner of its schema.',
  '53100': 'The disk of the database is full: nothing was saved. Make room and try again.',
  '53': 'The database has no room for another connection: nothing was saved. Try again.',
  '40': 'The database is busy: nothing was saved. Try again.',
  '55P03': 'The database is busy: nothing was saved. Another change has taken long; try again.',
  '57014': 'The database is busy: nothing was saved. It took too long to answer; try again.',
  ECONNREFUSED: 'The database cannot be reached: nothing was saved. Is it running where DATABASE_URL says?',
  ENOTFOUND:
    'The database cannot be reached: nothing was saved. DATABASE_URL names a machine that nobody knows, or a container that does not run.',
  EAI_AGAIN:
    'The database cannot be reached: nothing was saved. DATABASE_URL names a machine that nobody knows, or a container that does not run.',
  ETIMEDOUT: 'The database cannot be reached: nothing was saved.',
  ECONNRESET: 'The database cannot be reached: nothing was saved.',
  EPIPE: 'The database cannot be reached: nothing was saved.',
  ...Object.fromEntries(
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ].map((code) => [
      code,
      'The certificate of the database is not of an authority that is known here. Name the file of its authority in DATABASE_URL: sslrootcert=/etc/ssl/ca.pem.',
    ]),
  ),
  CERT_HAS_EXPIRED: 'The certificate of the database has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate of the database is for another machine than the one that DATABASE_URL names.',
};

/** What the library says, without a code, of a connection that is gone, and of one that did not come in time. */
const GONE = /^(?:Connection terminated|Client has encountered a connection error)/;
const LATE = /^timeout exceeded/;
/** And of what the server wants, or does not have. */
const NO_PASSWORD = /password must be a/;
const NO_TLS = /does not support SSL/;

/** A fault of the server or of the way to it as StorageError, in words that a person may see; any other as it is. */
export function postgresInWords(error: unknown): unknown {
  const words = wordsFor(error);
  return words === undefined ? error : new StorageError(words, { cause: error });
}

function wordsFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Where a name stands for several addresses, none of which answered.
  if (error instanceof AggregateError) return wordsFor(error.errors[0]);
  const code = 'code' in error ? String(error.code) : '';
  const known = [code, code.slice(0, 3), code.slice(0, 2)].map((part) => causes[part]);
  if (GONE.test(error.message)) return causes['08'];
  if (LATE.test(error.message)) return 'The database did not answer in time: nothing was saved. Try again.';
  if (NO_PASSWORD.test(error.message))
    return 'The database asks for a password. Set it in DATABASE_URL: postgres://user:password@…';
  if (NO_TLS.test(error.message))
    return 'The database takes no connection that is encrypted. Take sslmode out of DATABASE_URL.';
  return known.find((words) => words !== undefined);
}
