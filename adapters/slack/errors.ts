import { webApi } from '@slack/bolt';
import { DeliveryError, UserError } from 'hashdesk/chat';

/** A call to Slack that went wrong: by Slack's own code, without anything that was sent along. */
export class SlackFailure extends Error {
  override name = 'SlackFailure';
  /** Slack's error, `ratelimited`, `http_503` or `unreachable`. */
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  /** Whether the call certainly had no effect, although it may be repeated. */
  readonly unsent: boolean;

  constructor(
    code: string,
    {
      retryable = false,
      retryAfterMs,
      unsent = false,
    }: { retryable?: boolean; retryAfterMs?: number; unsent?: boolean } = {},
  ) {
    super(HINTS[code] ?? `Slack answered ${code}.`);
    this.code = code;
    this.retryable = retryable || RETRYABLE.has(code);
    this.unsent = unsent || !this.retryable || retryAfterMs !== undefined;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** Errors of Slack's own making, which pass. */
const RETRYABLE = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

/** Errors of a conversation in which the app cannot post at all. */
const CLOSED = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'user_disabled',
  'user_not_found',
]);

const INSTALL_HINT = 'Slack does not accept the token of the workspace any more: install the app again.';
const OWN_TOKEN_HINT =
  'Slack does not accept SLACK_BOT_TOKEN: copy the Bot User OAuth Token from OAuth & Permissions.';

/** What to do about the errors that people can mend. */
const HINTS: Record<string, string> = {
  account_inactive: INSTALL_HINT,
  channel_not_found:
    'The channel is unknown to Slack or closed to the app: invite it with /invite @Hashdesk.',
  invalid_auth: INSTALL_HINT,
  is_archived: 'The channel is archived: choose another one.',
  missing_scope: 'The app lacks a permission: compare its scopes with the manifest, then reinstall it.',
  not_authed: INSTALL_HINT,
  not_in_channel: 'The app is not in the channel: invite it with /invite @Hashdesk.',
  ratelimited: 'Slack asks to wait before the next message in this channel.',
  token_revoked: INSTALL_HINT,
  unreachable: 'Slack cannot be reached.',
  handed_on: 'Another process sends this by now.',
  fault: 'The message could not be delivered because of a fault of Hashdesk.',
};

/** Whether Slack refuses the token of the workspace itself, and not just what was asked with it. */
export const isTokenRefused = (code: string): boolean => HINTS[code] === INSTALL_HINT;

/** What to do about a failure; `ownToken`: the token of the workspace is one that the operator has set. */
export const remedyFor = ({ code, message }: SlackFailure, { ownToken }: { ownToken: boolean }): string =>
  ownToken && isTokenRefused(code) ? OWN_TOKEN_HINT : message;

/** Why the desk's own token cannot be used: UserError, or a retryable DeliveryError while Slack is away. */
export function startError(error: unknown): UserError | DeliveryError {
  const failure = failureOf(error);
  const { retryable } = failure;
  const message = remedyFor(failure, { ownToken: true });
  return retryable ? new DeliveryError(message, { retryable }) : new UserError(message);
}

/** How long to wait after a 429 that does not say. */
const UNNAMED_WAIT_MS = 1_000;

/** Any error of a call to Slack as a SlackFailure. */
export function failureOf(error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error;
  // Before anything was sent: it had become another process's by then.
  if (error instanceof DeliveryError)
    return new SlackFailure('handed_on', { retryable: true, retryAfterMs: 0 });
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SlackFailure('ratelimited', { retryAfterMs: error.retryAfter * 1000 });
  }
  // The library has no class of its own for a 429 that does not say how long to wait.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain'))
    return new SlackFailure('ratelimited', { retryAfterMs: UNNAMED_WAIT_MS });
  if (error instanceof webApi.WebAPIPlatformError)
    return new SlackFailure(String(error.data.error).slice(0, 80));
  if (error instanceof webApi.WebAPIHTTPError) {
    return new SlackFailure(`http_${error.statusCode}`, { retryable: error.statusCode >= 500 });
  }
  if (error instanceof webApi.WebAPIRequestError)
    return new SlackFailure('unreachable', { retryable: true, unsent: isRefused(error.original) });
  return new SlackFailure('fault', { retryable: true });
}

/** No connection, so nothing was sent. */
function isRefused({ cause }: Error): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
}

/** What the log may hold of an error: of Slack's the code alone, because they carry requests with their tokens. */
export function faultFields(error: unknown): object {
  const { code } = failureOf(error);
  return code === 'fault' ? { err: error } : { reason: code };
}

/** What may not be sent yet, because Slack has asked to wait. */
export const slower = (retryAfterMs: number): SlackFailure =>
  new SlackFailure('ratelimited', { retryAfterMs });

/** For calls beside the Web API: any failure of the network as a SlackFailure. */
export function unreachable(): never {
  throw new SlackFailure('unreachable', { retryable: true });
}

/** The error that `send` promises. */
export function deliveryErrorOf(error: unknown, token: { ownToken: boolean }): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const failure = failureOf(error);
  const { code, retryable, retryAfterMs, unsent } = failure;
  return new DeliveryError(remedyFor(failure, token), {
    retryable,
    unsent,
    closed: CLOSED.has(code),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
