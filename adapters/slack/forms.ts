import type { types } from '@slack/bolt';
import { clip, type Form, type FormField, filledForm, type Reply, visible } from 'hashdesk/chat';
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { sections } from './message/blocks.ts';
import { partText } from './message/table.ts';

/** The one view that the adapter opens. */
export const FORM_VIEW = 'form';
const INPUT = 'value';

const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(visible(text).trim() || '–', limit),
  emoji: false,
});

/** What a modal remembers: the form it shows, and where its answer goes. */
const formMemorySchema = z.object({
  key: z.string(),
  /** The conversation; absent for a form opened in the home tab. */
  channel: z.string().optional(),
  thread: z.string().optional(),
});
export type FormMemory = z.infer<typeof formMemorySchema>;

/** Undefined when a modal remembers something else, as one may that was opened before a change. */
export function memoryOf(metadata: string): FormMemory | undefined {
  try {
    return formMemorySchema.parse(JSON.parse(metadata));
  } catch {
    return undefined;
  }
}

/** The hint, and for a text that may be long how long it may be. */
function hintOf({ hint, multiline }: FormField): string {
  const most = `Up to ${LIMITS.inputValue.toLocaleString('en-US')} characters.`;
  return [hint, ...(multiline ? [most] : [])].filter(Boolean).join(' ');
}

const blockId = (index: number) => `field ${index}`;

function input(field: FormField, index: number): types.InputBlock {
  const { label, required, multiline, value } = field;
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

/** A form as a modal, `problem` above its fields. */
export function formView({
  form,
  memory,
  problem,
}: {
  form: Form;
  memory: FormMemory;
  problem?: string;
}): types.ModalView {
  const inputs = form.fields.map(input);
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

/** The form with what a submission holds. */
export function submittedForm(form: Form, values: z.infer<typeof viewStateSchema>): Form {
  const typed = form.fields.map(({ name }, index) => [name, values[blockId(index)]?.[INPUT]?.value ?? '']);
  return filledForm(form, Object.fromEntries(typed));
}

function textOf({ title, blocks }: Reply): string {
  const parts = blocks.flatMap((block) =>
    block.kind === 'text' || block.kind === 'note' ? block.parts : [],
  );
  return [visible(title), ...parts.map(partText)].join('\n');
}

/** How a modal shows that it was refused: at the field that the refusal is about, else above all fields. */
export function refusedSubmission({ form, memory, reply }: { form: Form; memory: FormMemory; reply: Reply }) {
  const problem = textOf(reply);
  const index = form.fields.findIndex(({ name }) => name === reply.parameter);
  if (index >= 0 && problem.length <= LIMITS.errorText)
    return { response_action: 'errors' as const, errors: { [blockId(index)]: problem } };
  return { response_action: 'update' as const, view: formView({ form, memory, problem }) };
}
