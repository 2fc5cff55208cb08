import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { clip, visible } from 'hashdesk/chat';
import { type Dialog, keyOf } from './keptButtons.ts';
import { LIMITS } from './limits.ts';

export const pageCount = ({ fields }: Dialog) => Math.ceil(fields.length / LIMITS.modalFields);

/** The page that holds a field; the first when none does. */
export function pageWith({ fields }: Dialog, name: string | undefined): number {
  const index = fields.findIndex((field) => field.name === name);
  return Math.max(0, Math.floor(index / LIMITS.modalFields));
}

/** One page of a dialog as the modal that shows it. */
export function modalFor(dialog: Dialog, page: number): APIModalInteractionResponseCallbackData {
  const pages = pageCount(dialog);
  const counted = pages > 1 ? ` (${page + 1} of ${pages})` : '';
  return {
    custom_id: `#${keyOf(dialog)}:${page}`,
    title: `${clip(visible(dialog.title).trim() || 'Hashdesk', LIMITS.modalTitle - counted.length)}${counted}`,
    components: fieldsOn(dialog, page).map(label),
  };
}

type Field = Dialog['fields'][number];

function fieldsOn({ fields }: Dialog, page: number): Field[] {
  return fields.slice(page * LIMITS.modalFields, (page + 1) * LIMITS.modalFields);
}

/** The hint, and for a text that may be long how long it may be. */
function hintOf({ hint, multiline }: Field): string {
  const most = `Up to ${LIMITS.inputValue.toLocaleString('en-US')} characters.`;
  const room = LIMITS.labelDescription - (multiline ? most.length + 1 : 0);
  return [clip(visible(hint ?? '').trim(), room), ...(multiline ? [most] : [])].filter(Boolean).join(' ');
}

function label(field: Field) {
  const { name, label, value, required, multiline } = field;
  const description = hintOf(field);
  const style =
    multiline || (value?.includes('\n') ?? false) ? TextInputStyle.Paragraph : TextInputStyle.Short;
  return {
    type: ComponentType.Label as const,
    label: clip(visible(label).trim() || name, LIMITS.fieldLabel),
    ...(description && { description }),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name.slice(0, LIMITS.customId),
      style,
      required,
      max_length: LIMITS.inputValue,
      ...(value && value.length <= LIMITS.inputValue && { value: visible(value) }),
    },
  };
}
