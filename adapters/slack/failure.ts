import { webApi } from '@slack/bolt';
import { DeliveryError } from 'hashdesk';

/** A call to Slack that went wrong: by Slack's own code, without anything that was sent along. */
export class SlackFailure extends Error {
  override name = 'SlackFailure';
  /** Slack's error, `ratelimited`, `http_503` or `unreachable`. */
  readonly code: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;

  constructor(
    code: string,
    { retryable = false, retryAfterMs }: { retryable?: boolean; retryAfterMs?: number } = {},
  ) {
    super(HINTS[code] ?? `Slack answered ${code}.`);
    this.code = code;
    this.retryable = retryable || RETRYABLE.has(code);
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

const TOKEN_HINT =
  'Slack does not accept SLACK_BOT_TOKEN: copy the Bot User OAuth Token from OAuth & Permissions.';

/** What to do about the errors that people can mend. */
const HINTS: Record<string, string> = {
  account_inactive: TOKEN_HINT,
  channel_not_found:
    'The channel is unknown to Slack or closed to the app: invite it with /invite @Hashdesk.',
  invalid_auth: TOKEN_HINT,
  is_archived: 'The channel is archived: choose another one.',
  missing_scope: 'The app lacks a permission: compare its scopes with the manifest, then reinstall it.',
  not_authed: TOKEN_HINT,
  not_in_channel: 'The app is not in the channel: invite it with /invite @Hashdesk.',
  ratelimited: 'Slack asks to wait before the next message in this channel.',
  token_revoked: TOKEN_HINT,
  unreachable: 'Slack cannot be reached.',
  fault: 'The message could not be delivered because of a fault of Hashdesk.',
};

/** Any error of a call to Slack as a SlackFailure. */
export function failureOf(error: unknown): SlackFailure {
  if (error instanceof SlackFailure) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new SlackFailure('ratelimited', { retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof webApi.WebAPIPlatformError)
    return new SlackFailure(String(error.data.error).slice(0, 80));
  if (error instanceof webApi.WebAPIHTTPError) {
    return new SlackFailure(`http_${error.statusCode}`, { retryable: error.statusCode >= 500 });
  }
  const code = error instanceof webApi.WebAPIRequestError ? 'unreachable' : 'fault';
  return new SlackFailure(code, { retryable: true });
}

/** What the log may hold of an error: of Slack's the code alone, because they carry requests with their tokens. */
export function faultFields(error: unknown): object {
  const { code } = failureOf(error);
  return code === 'fault' ? { err: error } : { reason: code };
}

/** For calls beside the Web API: any failure of the network as a SlackFailure. */
export function unreachable(): never {
  throw new SlackFailure('unreachable', { retryable: true });
}

/** The error that `send` promises. */
export function deliveryErrorOf(error: unknown): DeliveryError {
  const { message, retryable, retryAfterMs } = failureOf(error);
  return new DeliveryError(message, { retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}
