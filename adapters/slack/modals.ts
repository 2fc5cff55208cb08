import type { types } from '@slack/bolt';
import { type FormField, quote, type Reply } from 'hashdesk';
import { z } from 'zod';
import { sections } from './blocks.ts';
import type { Form } from './keep.ts';
import { LIMITS } from './limits.ts';
import { partText } from './table.ts';
import { clip, visible } from './text.ts';

/** The one view that the adapter opens. */
export const FORM_VIEW = 'form';
const INPUT = 'value';

const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(visible(text).trim() || '–', limit),
  emoji: false,
});

/** What a modal remembers: the form it shows, and where its answer goes. */
export const formMemorySchema = z.object({
  key: z.string(),
  /** The conversation; absent for a form opened in the home tab. */
  channel: z.string().optional(),
  thread: z.string().optional(),
});
export type FormMemory = z.infer<typeof formMemorySchema>;

/** What was typed into each field, by its place in the form. */
export type Typed = (string | undefined)[];

/** The hint, and for a text that may be long how long it may be. */
function hintOf({ hint, multiline }: FormField): string {
  const most = `Up to ${LIMITS.inputValue.toLocaleString('en-US')} characters.`;
  return [hint, ...(multiline ? [most] : [])].filter(Boolean).join(' ');
}

const blockId = (index: number) => `field ${index}`;

function input(field: FormField, index: number, value = ''): types.InputBlock {
  const { label, required, multiline } = field;
  const hint = hintOf(field);
  return {
    type: 'input',
    block_id: blockId(index),
    optional: !required,
    label: plain(label, LIMITS.inputLabel),
    ...(hint && { hint: plain(hint, LIMITS.inputHint) }),
    element: {
      type: 'plain_text_input',
      action_id: INPUT,
      multiline,
      max_length: LIMITS.inputValue,
      ...(value && { initial_value: value }),
    },
  };
}

/** A form as a modal, `problem` above its fields, what was typed before in them. */
export function formView({
  form,
  memory,
  typed,
  problem,
}: {
  form: Form;
  memory: FormMemory;
  typed?: Typed;
  problem?: string;
}): types.ModalView {
  const inputs = form.fields.map((field, index) => input(field, index, typed ? typed[index] : field.value));
  return {
    type: 'modal',
    callback_id: FORM_VIEW,
    private_metadata: JSON.stringify(memory),
    title: plain(form.title, LIMITS.modalTitle),
    submit: plain('Save', LIMITS.modalTitle),
    close: plain('Cancel', LIMITS.modalTitle),
    blocks: [...(problem ? sections(`⚠ ${problem}`) : []), ...inputs],
  };
}

/** A modal that only says something. */
export function messageView(text: string): types.ModalView {
  return { type: 'modal', title: plain('Hashdesk', LIMITS.modalTitle), blocks: sections(text) };
}

export const viewStateSchema = z.record(
  z.string(),
  z.record(z.string(), z.looseObject({ value: z.string().nullish() })),
);

export function typedInto({ fields }: Form, values: z.infer<typeof viewStateSchema>): Typed {
  return fields.map((_, index) => values[blockId(index)]?.[INPUT]?.value ?? undefined);
}

/** The command line that a submission runs; a value that was taken out is sent empty, so that it is not kept in silence. */
export function commandLine({ form, typed }: { form: Form; typed: Typed }): string {
  const given = form.fields.flatMap(({ name, value: before = '' }, index) => {
    const value = typed[index] ?? '';
    return value === '' && before === '' ? [] : [`${name}=${quote(value)}`];
  });
  return [form.command, ...given].join(' ');
}

function textOf({ title, blocks }: Reply): string {
  const parts = blocks.flatMap((block) =>
    block.kind === 'text' || block.kind === 'note' ? block.parts : [],
  );
  return [visible(title), ...parts.map(partText)].join('\n');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a message speaks of a field by its name or its label, as a word of its own. */
function names(text: string, { name, label }: FormField): boolean {
  const words = [name, label].filter((word) => word.trim() !== '');
  return words.some((word) => new RegExp(`(?<![\\w-])${escaped(word)}(?![\\w-])`, 'iu').test(text));
}

/** How a modal shows that it was refused: at the field the refusal names, or above all fields. */
export function refusedSubmission({
  form,
  memory,
  typed,
  reply,
}: {
  form: Form;
  memory: FormMemory;
  typed: Typed;
  reply: Reply;
}) {
  const problem = textOf(reply);
  const index = form.fields.findIndex((field) => names(problem, field));
  if (index >= 0)
    return {
      response_action: 'errors' as const,
      errors: { [blockId(index)]: clip(problem, LIMITS.errorText) },
    };
  return { response_action: 'update' as const, view: formView({ form, memory, typed, problem }) };
}
