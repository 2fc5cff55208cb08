/** Telegram's documented limits (Bot API), in UTF-16 units unless the name says otherwise. */
export const LIMITS = {
  text: 4_096,
  entities: 100,
  caption: 1_024,
  callbackBytes: 64,
  buttons: 100,
  /** Not documented: what a phone shows of a label. */
  buttonText: 64,
  /** Not documented: what browsers on phones take without trouble. */
  buttonUrl: 2_048,
  placeholder: 64,
  fileBytes: 50 * 1024 ** 2,
  menuCommands: 100,
  menuName: 32,
  menuDescription: 256,
  /** Messages of a bot. */
  sendsPerSecond: 30,
  updates: 100,
  /** Columns of a monospaced line on a phone, and what a file may hold. */
  tableColumns: 38,
  fileColumns: 200,
  pollSeconds: 50,
  /** An answer that takes longer is announced by "typing…". */
  typingAfterMs: 1_500,
  /** What a button or a question of a form stands for is kept this long. */
  keepMs: 24 * 60 * 60_000,
} as const;
