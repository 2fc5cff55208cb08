/** Someone asked for something that cannot be done as asked. The message is shown to them as it is. */
export class UserError extends Error {
  override name = 'UserError';
  /** Command lines that would work; shown under the message. */
  readonly suggestions: string[];
  /** Command lines that may have been meant; offered as buttons. */
  readonly choices: string[];
  /** The parameter that it is about, where that is known. */
  parameter?: string;
  /** The right that the person lacks, where that is all that is wrong. */
  readonly lacks?: 'read' | 'change';

  constructor(
    message: string,
    {
      suggestions = [],
      choices = [],
      parameter,
      lacks,
    }: {
      suggestions?: string[];
      choices?: string[];
      parameter?: string | undefined;
      lacks?: 'read' | 'change';
    } = {},
  ) {
    super(message);
    this.suggestions = suggestions;
    this.choices = choices;
    if (parameter !== undefined) this.parameter = parameter;
    if (lacks !== undefined) this.lacks = lacks;
  }
}

/** A reply could not be delivered to a chat platform. */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  /** Whether the same delivery may succeed later. */
  readonly retryable: boolean;
  /** How long the platform asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Whether nothing was posted for certain: refused, or never handed over. Otherwise it may be there. */
  readonly unsent: boolean;
  /** The conversation is gone, archived or forbidden: nothing arrives there until someone changes that. */
  readonly closed: boolean;

  constructor(
    message: string,
    {
      retryable,
      retryAfterMs,
      unsent = !retryable || retryAfterMs !== undefined,
      closed = false,
      cause,
    }: { retryable: boolean; retryAfterMs?: number; unsent?: boolean; closed?: boolean; cause?: unknown },
  ) {
    super(message, { cause });
    this.retryable = retryable;
    this.unsent = unsent;
    this.closed = closed;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The store could not be read or written. The message says so in words that a person may see. */
export class StorageError extends Error {
  override name = 'StorageError';
}

/** The file that is written to is not in its place any more: nothing that is written will be found again. */
export class LostError extends StorageError {
  override name = 'LostError';
}

/** One thing that is stored cannot be understood, now or later; the rest of the store is as good as ever. */
export class DamagedError extends StorageError {
  override name = 'DamagedError';
}
