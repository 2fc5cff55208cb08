import { z } from 'zod';
import { ApiError, limits, refusals } from './limits.ts';

/** Discord trims texts before it measures them, and refuses what is empty then. */
const upTo = (limit: number) => z.string().trim().min(1).max(limit);
const snowflake = z.string().regex(/^\d{17,20}$/);

const embed = z.object({
  title: upTo(limits.embedTitle).optional(),
  description: upTo(limits.embedDescription).optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  fields: z
    .array(
      z.object({
        name: upTo(limits.fieldName),
        value: upTo(limits.fieldValue),
        inline: z.boolean().optional(),
      }),
    )
    .max(limits.embedFields)
    .optional(),
  footer: z.object({ text: upTo(limits.embedFooter) }).optional(),
  image: z.object({ url: z.string().regex(/^(attachment|https):\/\//) }).optional(),
});
type Embed = z.infer<typeof embed>;

const button = z
  .object({
    type: z.literal(2),
    style: z.int().min(1).max(5),
    label: z.string().min(1).max(limits.buttonLabel),
    custom_id: z.string().min(1).max(limits.customId).optional(),
    url: z.url().max(limits.linkUrl).optional(),
    disabled: z.boolean().optional(),
  })
  .refine(({ style, custom_id, url }) => (style === 5 ? url && !custom_id : custom_id && !url), {
    message: 'A custom id or a URL is required, and only one of them',
  });

const row = z.object({ type: z.literal(1), components: z.array(button).min(1).max(limits.buttonsPerRow) });

const attachment = z.object({
  id: z.union([z.int(), z.string()]),
  filename: z.string().min(1).optional(),
  description: z.string().max(limits.fileDescription).optional(),
});

const message = z
  .object({
    content: z.string().max(limits.content).optional(),
    embeds: z.array(embed).max(limits.embeds).optional(),
    components: z.array(row).max(limits.rows).optional(),
    attachments: z.array(attachment).max(limits.files).optional(),
    flags: z.int().optional(),
    nonce: z.union([z.int(), z.string().max(limits.nonce)]).optional(),
    enforce_nonce: z.boolean().optional(),
    allowed_mentions: z
      .object({
        parse: z.array(z.enum(['roles', 'users', 'everyone'])),
        users: z.array(snowflake).max(100).optional(),
        roles: z.array(snowflake).max(100).optional(),
        replied_user: z.boolean().optional(),
      })
      .optional(),
  })
  .superRefine(({ embeds = [], components = [] }, context) => {
    if (embedsLength(embeds) > limits.embedsTotal) {
      context.addIssue({
        code: 'custom',
        path: ['embeds'],
        message: 'Embed size exceeds maximum size of 6000',
      });
    }
    const ids = components.flatMap(({ components }) => components.map(({ custom_id }) => custom_id));
    const used = ids.filter((id) => id !== undefined);
    if (new Set(used).size < used.length) {
      context.addIssue({
        code: 'custom',
        path: ['components'],
        message: 'Component custom id cannot be duplicated',
      });
    }
  });
export type MessageBody = z.infer<typeof message>;

function embedsLength(embeds: Embed[]): number {
  const texts = embeds.flatMap(({ title, description, footer, fields = [] }) => [
    title,
    description,
    footer?.text,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ]);
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

const textInput = z.object({
  type: z.literal(4),
  custom_id: z.string().min(1).max(limits.customId),
  style: z.int().min(1).max(2),
  required: z.boolean().optional(),
  value: z.string().max(limits.inputValue).optional(),
  placeholder: z.string().max(limits.placeholder).optional(),
  max_length: z.int().min(1).max(limits.inputValue).optional(),
});

const modal = z.object({
  custom_id: z.string().min(1).max(limits.customId),
  title: z.string().min(1).max(limits.modalTitle),
  components: z
    .array(
      z.object({
        type: z.literal(18),
        label: z.string().min(1).max(limits.fieldLabel),
        description: z.string().min(1).max(limits.labelDescription).optional(),
        component: textInput,
      }),
    )
    .min(1)
    .max(limits.modalFields),
});
export type Modal = z.infer<typeof modal>;

const choice = z.object({
  name: z.string().min(1).max(limits.choiceName),
  value: z.string().min(1).max(limits.choiceValue),
});
const choices = z.object({ choices: z.array(choice).max(limits.choices) });

const optionName = z.string().regex(/^[-_'\p{Ll}\p{N}]{1,32}$/u);
const description = z.string().min(1).max(limits.commandDescription);
const leaf = z
  .object({
    type: z.int().min(3).max(11),
    name: optionName,
    description,
    required: z.boolean().optional(),
    choices: z.array(choice).max(limits.choices).optional(),
    autocomplete: z.boolean().optional(),
  })
  .refine(({ choices, autocomplete }) => !(choices && autocomplete), {
    message: 'Choices exclude autocomplete',
  });
const leaves = z
  .array(leaf)
  .max(limits.options)
  .refine((options) => new Set(options.map(({ name }) => name)).size === options.length, {
    message: 'Option names must be unique',
  })
  .refine(
    (options) => !options.some(({ required }, at) => required && at > 0 && !options[at - 1]!.required),
    {
      message: 'Required options must be placed before non-required options',
    },
  );
const subcommand = z.object({
  type: z.literal(1),
  name: optionName,
  description,
  options: leaves.optional(),
});
const command = z
  .object({
    type: z.literal(1).optional(),
    name: optionName,
    description,
    options: z.union([leaves, z.array(subcommand).max(limits.options)]).optional(),
    default_member_permissions: z.string().regex(/^\d+$/).nullable().optional(),
    contexts: z.array(z.int().min(0).max(2)).optional(),
    integration_types: z.array(z.int().min(0).max(1)).optional(),
  })
  .refine((body) => textLength(body) <= limits.commandTotal, {
    message: 'Command exceeds maximum size (8000)',
  });
const commands = z.array(command).max(limits.globalCommands);
export type CommandBody = z.infer<typeof command>;

interface Measured {
  name: string;
  description: string;
  options?: Measured[];
  choices?: { name: string; value: string }[];
}

function textLength({ name, description, options = [], choices = [] }: Measured): number {
  const within = options.reduce((sum, option) => sum + textLength(option), 0);
  const offered = choices.reduce((sum, choice) => sum + choice.name.length + choice.value.length, 0);
  return name.length + description.length + within + offered;
}

/** One uploaded file. */
export interface UploadedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
  description?: string;
}

/** A message body within every limit; ApiError 50035 names each part that is not. */
export function validMessage(body: unknown, files: UploadedFile[]): MessageBody {
  if (files.some(({ bytes }) => bytes.length > limits.fileBytes)) throw refusals.tooLarge();
  const read = valid(message, body);
  if (files.length > limits.files) throw invalidForm([{ path: ['files'], message: 'Too many files' }]);
  const shown = [read.content, read.embeds?.length, read.components?.length, files.length];
  if (!shown.some(Boolean)) throw refusals.emptyMessage();
  return read;
}

export const validModal = (body: unknown): Modal => valid(modal, body);
export const validChoices = (body: unknown) => valid(choices, body).choices;
export const validCommands = (body: unknown): CommandBody[] => valid(commands, body);

function valid<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw invalidForm(read.error.issues);
}

function invalidForm(issues: { path: PropertyKey[]; message: string }[]): ApiError {
  const errors: Record<string, unknown> = {};
  for (const { path, message } of issues) {
    errors[path.join('.') || '_root'] = { _errors: [{ code: 'BASE_TYPE_INVALID', message }] };
  }
  return new ApiError(400, { message: 'Invalid Form Body', code: 50035, errors });
}
