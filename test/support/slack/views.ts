import { checkBlocks } from './blocks.ts';
import { Refusal } from './refusal.ts';

/** The documented limits of modals and home tabs. */
export const VIEW = { title: 24, button: 24, metadata: 3_000, callbackId: 255, stackDepth: 3 } as const;

// biome-ignore lint/suspicious/noExplicitAny: payloads arrive unread, and this is what reads them
type Json = any;

function label(name: string, value: Json, limit: number): void {
  if (value?.type !== 'plain_text' || !value.text || value.text.length > limit) {
    throw new Refusal('invalid_arguments', `view.${name}: must be plain text of 1 to ${limit} characters`);
  }
}

function within(name: string, value: string | undefined, limit: number): void {
  if ((value?.length ?? 0) > limit) {
    throw new Refusal('invalid_arguments', `view.${name}: must be at most ${limit} characters`);
  }
}

/** Refuses a view as `views.open`, `views.update` and `views.publish` do. */
export function checkView(view: Json, type: 'modal' | 'home'): void {
  if (view?.type !== type)
    throw new Refusal('invalid_arguments', `view.type: must be ${type}, is ${view?.type}`);
  within('private_metadata', view.private_metadata, VIEW.metadata);
  within('callback_id', view.callback_id, VIEW.callbackId);
  if (type === 'modal') {
    label('title', view.title, VIEW.title);
    if (view.close) label('close', view.close, VIEW.button);
    if (view.submit) label('submit', view.submit, VIEW.button);
    const asks = view.blocks?.some((block: Json) => block.type === 'input');
    if (asks && !view.submit)
      throw new Refusal('invalid_arguments', 'view.submit: required with input blocks');
  }
  checkBlocks(view.blocks, type);
}
