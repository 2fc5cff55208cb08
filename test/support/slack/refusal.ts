/** What Slack answers when it refuses a call: `ok: false` with this code, and the reason in `messages`. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message = code) {
    super(message);
    this.code = code;
  }
}
