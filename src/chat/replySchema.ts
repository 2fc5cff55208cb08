import { z } from 'zod';
import { chartSchema } from '../charts/chart.ts';

/**
 * An answer as plain data. Every string is plain text: renderers escape it for their platform and never
 * read it as markup. Every number shown is a Figure, so that it keeps its unit, source and age.
 */

/** One number with what it means and where it comes from. `text` is `value` rounded once, with its unit. */
const figureSchema = z.object({
  metric: z.string(),
  /** What the number is about, where one answer holds the same metric for several: a site, a class, a month. */
  subject: z.string().optional(),
  label: z.string(),
  value: z.number(),
  unit: z.string(),
  text: z.string(),
  source: z.string(),
  /** ISO time at which the oldest input was last confirmed. */
  asOf: z.string(),
});
export type Figure = z.infer<typeof figureSchema>;

const partSchema = z.union([z.string(), figureSchema]);
/** A stretch of a sentence: words, or a number. */
export type Part = z.infer<typeof partSchema>;

/** A button. Pressing it runs `command` with the permissions of whoever presses. */
const actionSchema = z.object({
  label: z.string(),
  command: z.string(),
  style: z.enum(['plain', 'primary', 'danger']).default('plain'),
  /** Opened instead of running the command, where the platform takes an address of that length. */
  url: z.string().optional(),
});
export type Action = z.infer<typeof actionSchema>;

const fieldSchema = z.object({
  /** The parameter that the field fills. */
  name: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  value: z.string().optional(),
  required: z.boolean().default(false),
  multiline: z.boolean().default(false),
});
export type FormField = z.infer<typeof fieldSchema>;

/** What is asked of a person at once, to be filled in. */
export const formSchema = z.object({
  title: z.string(),
  /** The command that a submission runs, with the fields added as `name="value"`. */
  command: z.string(),
  fields: z.array(fieldSchema),
});
export type Form = z.infer<typeof formSchema>;

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), parts: z.array(partSchema) }),
  z.object({ kind: z.literal('figures'), figures: z.array(figureSchema) }),
  z.object({
    kind: z.literal('table'),
    title: z.string().optional(),
    columns: z.array(z.object({ label: z.string(), align: z.enum(['left', 'right']) })),
    rows: z.array(z.array(partSchema)),
    /** All that it says stands in the details too: rows that do not fit are counted, and not shown there again. */
    inDetails: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('note'), tone: z.enum(['info', 'warning']), parts: z.array(partSchema) }),
  z.object({ kind: z.literal('file'), name: z.string(), mediaType: z.string(), content: z.string() }),
  z.object({
    kind: z.literal('image'),
    name: z.string(),
    alt: z.string(),
    mediaType: z.string(),
    base64: z.string(),
  }),
  /** A picture as data; each renderer makes of it what it can show. An answer holds one at most. */
  z.object({ kind: z.literal('chart'), chart: chartSchema }),
  z.object({ kind: z.literal('form'), ...formSchema.shape }),
  z.object({ kind: z.literal('actions'), actions: z.array(actionSchema) }),
]);
export type Block = z.infer<typeof blockSchema>;
export type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** What a picture is to an adapter: an image like any other. */
export type Picture = BlockOf<'image'>;

/** One step of the arithmetic behind an answer. */
const stepSchema = z.object({
  result: figureSchema,
  /** The formula in words and symbols: `hashcost = J/TH × $/MWh × 24/1000 × PUE ÷ (1 − pool fee)`. */
  formula: z.string(),
  inputs: z.array(figureSchema),
  /** The formula with the inputs put in: `17.5 × 45 × 0.024 × 1.05 ÷ 0.98 = 20.25`. */
  arithmetic: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

/** One line of provenance: what was read, from where, when it was last confirmed. */
const sourceLineSchema = z.object({
  what: z.string(),
  source: z.string(),
  asOf: z.string(),
  state: z.enum(['confirmed', 'unconfirmed', 'stale', 'reference']),
});
export type SourceLine = z.infer<typeof sourceLineSchema>;

export const replySchema = z.object({
  /** Names the answer within its tenant, so that it can be explained or shared later. */
  id: z.string().optional(),
  /** What must be read before anything else: shown as the first line. */
  notice: z.string().optional(),
  title: z.string(),
  tone: z.enum(['neutral', 'good', 'bad', 'warning', 'error']),
  visibility: z.enum(['public', 'private']),
  /** The command line that the question was read as. */
  readAs: z.string().optional(),
  /** Of a refusal: the parameter that it is about, where that is known. */
  parameter: z.string().optional(),
  /** Of a refusal: the right that whoever asked lacks, where that is all that is wrong. */
  lacks: z.enum(['read', 'change']).optional(),
  /** Ids of people and roles to be called by name when it is posted; set by someone with permission. */
  mentions: z.array(z.string()).optional(),
  /** It tells of the tenant's sites: whoever is handed it, or a part of it, later must be allowed to read them then. */
  readsSites: z.literal(true).optional(),
  /** For the eyes of whoever asked alone, and once: whatever is asked for, it is not made public, and not shared. */
  secret: z.literal(true).optional(),
  /** What the sheet computes the answer anew from, as JSON; a link to it is made where somebody is shown one. */
  question: z.string().optional(),
  /** What answers the question: all that is posted at first. */
  blocks: z.array(blockSchema),
  /** What stands behind it, in reading order: shown when somebody asks for more. */
  details: z.array(blockSchema).optional(),
  sources: z.array(sourceLineSchema),
  explanation: z.array(stepSchema),
});
export type Reply = z.infer<typeof replySchema>;
export type Tone = Reply['tone'];
