import {
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Action, clip, type Reply, visible } from 'hashdesk/chat';
import { pageWith } from '../forms.ts';
import { type Dialog, type Kept, keyOf } from '../keptButtons.ts';
import { LIMITS } from '../limits.ts';
import { EMPTY } from '../text.ts';
import { untagged } from './tag.ts';

export type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;

/** A button, and what must be kept for it. */
export interface Pressable {
  button: Button;
  keep?: Kept;
}

/** What a press asks for. `page` counts the dialog's pages from 0. */
export type Press = { run: string } | { key: string; page: number };

const styles: Record<Action['style'], APIButtonComponentWithCustomId['style']> = {
  plain: ButtonStyle.Secondary,
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
};

/**
 * Every button that `reply` shows. `shareable`: it is private, in a channel where others are. `owner`: the id of whom
 * it is shown to; without one, what is kept is for everyone with the right to it.
 */
export function buttonsOf(asked: {
  reply: Reply;
  shareable: boolean;
  owner?: string | undefined;
}): Pressable[] {
  const { reply, shareable, owner } = asked;
  const { readsSites } = reply;
  const shown = reply.blocks.flatMap((block): Pressable[] => {
    if (block.kind === 'actions') return block.actions.map(actionButton);
    if (block.kind !== 'form') return [];
    const { title, command, fields } = block;
    const dialog: Dialog = { kind: 'dialog', owner, readsSites, title, command, fields };
    return [dialogButton({ dialog, page: pageWith(dialog, reply.parameter), label: block.title })];
  });
  const all = shareable ? [...shown, shareButton(reply, owner)] : shown;
  // Discord refuses a message in which two buttons have one id: each carries its place.
  return all.map(({ button, ...rest }, at) => ({
    ...rest,
    button: 'url' in button ? button : { ...button, custom_id: `${at}${button.custom_id}` },
  }));
}

function actionButton({ label, command, style, url }: Action): Pressable {
  if (url !== undefined && url.length <= LIMITS.buttonUrl)
    return linkButton({ label: label || command, url });
  const inline = `!${command}`;
  if (inline.length <= LIMITS.customId - 3) return pressable({ label: label || command, style, id: inline });
  const keep: Kept = { kind: 'command', command };
  return pressable({ label: label || command, style, id: `#${keyOf(keep)}`, keep });
}

/** Opens an address; Discord tells nobody that it was pressed. */
function linkButton({ label, url }: { label: string; url: string }): Pressable {
  const shown = clip(visible(label).trim() || EMPTY, LIMITS.buttonLabel);
  return { button: { type: ComponentType.Button, style: ButtonStyle.Link, label: shown, url } };
}

function shareButton(reply: Reply, owner: string | undefined): Pressable {
  const { readsSites } = reply;
  const keep: Kept = { kind: 'share', owner, readsSites, reply: { ...reply, visibility: 'public' } };
  return pressable({ label: 'Share in channel', style: 'plain', id: `#${keyOf(keep)}`, keep });
}

/** A button that opens one page of a dialog. */
export function dialogButton({
  dialog,
  page,
  label,
}: {
  dialog: Dialog;
  page: number;
  label: string;
}): Pressable {
  return pressable({ label, style: 'primary', id: `#${keyOf(dialog)}:${page}`, keep: dialog });
}

function pressable(made: { label: string; style: Action['style']; id: string; keep?: Kept }): Pressable {
  const { label, style, id, keep } = made;
  const shown = clip(visible(label).trim() || EMPTY, LIMITS.buttonLabel);
  const button = { type: ComponentType.Button, style: styles[style], label: shown, custom_id: id } as const;
  return { button, ...(keep && { keep }) };
}

/** Reads a button's or a dialog's id; undefined when it is none of ours. */
export function readPress(customId: string): Press | undefined {
  const [, run, key, page] = /^\d*(?:!(.+)|#([\w-]+)(?::(\d+))?)$/s.exec(untagged(customId)) ?? [];
  if (run !== undefined) return { run };
  return key === undefined ? undefined : { key, page: Number(page ?? 0) };
}
