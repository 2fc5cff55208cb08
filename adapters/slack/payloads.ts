import { z } from 'zod';
import { attachedSchema } from './files.ts';
import { viewStateSchema } from './forms.ts';

/** What the adapter reads of Slack's payloads, and nothing else of them. */

export const commandSchema = z.object({
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.url(),
});

export const messageSchema = z.object({
  event_id: z.string(),
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    channel_type: z.string().optional(),
    channel: z.string(),
    ts: z.string().optional(),
    user: z.string().optional(),
    bot_id: z.string().optional(),
    text: z.string().default(''),
    thread_ts: z.string().optional(),
    files: z.array(attachedSchema).optional(),
  }),
});
export type MessageEvent = z.infer<typeof messageSchema>['event'];

export const homeSchema = z.object({
  event_id: z.string(),
  event: z.object({ user: z.string(), channel: z.string(), tab: z.string() }),
});

const personSchema = z.object({ id: z.string() });

export const clickSchema = z.object({
  user: personSchema,
  trigger_id: z.string(),
  response_url: z.url().optional(),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), thread_ts: z.string().optional() }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  actions: z
    .tuple([z.object({ action_id: z.string(), value: z.string(), action_ts: z.string() })])
    .rest(z.unknown()),
});
export type Click = z.infer<typeof clickSchema>;

export const submissionSchema = z.object({
  user: personSchema,
  trigger_id: z.string(),
  view: z.object({ private_metadata: z.string(), state: z.object({ values: viewStateSchema }) }),
});
export type Submission = z.infer<typeof submissionSchema>;

export const revocationSchema = z.object({
  team_id: z.string(),
  event: z.object({ type: z.string(), tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});

const eventSchema = z.object({ event: z.looseObject({ type: z.string() }) });

/** What is said to us: what of its files is readable is seen later. */
const saidSchema = messageSchema.extend({ event: messageSchema.shape.event.omit({ files: true }) });
const eventSchemas: Partial<Record<string, z.ZodType>> = {
  app_mention: saidSchema,
  message: saidSchema,
  app_home_opened: homeSchema,
  tokens_revoked: revocationSchema,
  app_uninstalled: revocationSchema,
};

function eventShape({ event }: Record<string, unknown>): z.ZodType {
  const type = event instanceof Object && 'type' in event ? String(event.type) : '';
  return (Object.hasOwn(eventSchemas, type) && eventSchemas[type]) || eventSchema;
}

/** What a request of each kind that is listened for must hold. */
function shapeOf(body: Record<string, unknown>): z.ZodType {
  if ('event' in body || body.type === 'event_callback') return eventShape(body);
  if ('command' in body) return commandSchema;
  if ('actions' in body || body.type === 'block_actions') return clickSchema;
  return body.type === 'view_submission' ? submissionSchema : z.unknown();
}

const bodySchema = z.record(z.string(), z.unknown());

/** The body of a signed request. Throws ZodError where one of its kind would hold more, or other, things. */
export function readEnvelope(value: unknown): Record<string, unknown> {
  const body = bodySchema.parse(value);
  shapeOf(body).parse(body);
  return body;
}
