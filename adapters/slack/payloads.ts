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
