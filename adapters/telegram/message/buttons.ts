import { type Action, type BlockOf, clip, type Reply, visible } from 'hashdesk/chat';
import { type Dialog, type Kept, keyOf, type Origin } from '../keptButtons.ts';
import { LIMITS } from '../limits.ts';
import { isBlank } from '../text.ts';

/** A button under a message, as Telegram takes it. */
export type Button = { text: string } & ({ callback_data: string } | { url: string });

/** A button, and what must be kept for it. */
export interface Pressable {
  button: Button;
  keep?: Kept;
}

/** What a press asks for: a command, what is kept under a key, one field of a form, or to send it off. */
export type Press = { run: string } | { key: string; field?: number; submit?: true };

/** Buttons of one row: a phone has room for two labels. */
const PER_ROW = 2;

/** What a reply's buttons are made for. */
export interface Purpose {
  reply: Reply;
  /** The group that it is about, where it is shown in a private chat. */
  origin?: Origin | undefined;
  /** The id of whom alone it is for. */
  owner?: string | undefined;
}

/** Every button that `reply` shows. */
export function buttonsOf(purpose: Purpose): Pressable[] {
  const { reply, origin } = purpose;
  return reply.blocks.flatMap((block): Pressable[] => {
    if (block.kind === 'actions') return block.actions.map((action) => actionButton(action, origin));
    return block.kind === 'form' ? [formButton(block, purpose)] : [];
  });
}

function actionButton({ label, command, url }: Action, origin: Origin | undefined): Pressable {
  if (url !== undefined && url.length <= LIMITS.buttonUrl)
    return { button: { text: clip(visible(label || command), LIMITS.buttonText), url } };
  const inline = `!${command}`;
  const text = label || command;
  if (!origin && Buffer.byteLength(inline) <= LIMITS.callbackBytes) return pressable({ text, data: inline });
  return keptButton(text, { kind: 'command', command, ...(origin && { origin }) });
}

/** Opens the form, at the field that a refusal is about. */
function formButton(
  { title, command, fields }: BlockOf<'form'>,
  { reply, origin, owner }: Purpose,
): Pressable {
  const { parameter, readsSites } = reply;
  const field = fields.findIndex(({ name }) => name === parameter);
  const dialog: Dialog = {
    kind: 'dialog',
    owner,
    readsSites,
    title,
    command,
    fields,
    ...(origin && { origin }),
  };
  return dialogButton({ dialog, text: title, to: field < 0 ? '' : `:${field}` });
}

/** A button of a form: `to` is empty to open it, `:2` for one of its fields, `:s` to send it off. */
export function dialogButton({ dialog, text, to }: { dialog: Dialog; text: string; to: string }): Pressable {
  return pressable({ text, data: `#${keyOf(dialog)}${to}`, keep: dialog });
}

export const keptButton = (text: string, keep: Kept): Pressable =>
  pressable({ text, data: `#${keyOf(keep)}`, keep });

function pressable({ text, data, keep }: { text: string; data: string; keep?: Kept }): Pressable {
  const label = isBlank(text) ? '…' : visible(text).replaceAll('\n', ' ').trim();
  const shown = clip(label, LIMITS.buttonText);
  return { button: { text: shown, callback_data: data }, ...(keep && { keep }) };
}

/** Reads a button's data; undefined when it is none of ours. */
export function readPress(data: string): Press | undefined {
  const [, run, key, to] = /^(?:!(.+)|#([\w-]{24})(?::(\d{1,3}|s))?)$/s.exec(data) ?? [];
  if (run !== undefined) return { run };
  if (key === undefined) return undefined;
  if (to === undefined) return { key };
  return to === 's' ? { key, submit: true } : { key, field: Number(to) };
}

/** Buttons in rows. */
export function rowsOf(buttons: readonly Button[]): Button[][] {
  const count = Math.ceil(buttons.length / PER_ROW);
  return Array.from({ length: count }, (_, at) => buttons.slice(at * PER_ROW, (at + 1) * PER_ROW));
}
