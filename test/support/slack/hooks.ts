import { checkMessage } from './methods.ts';
import { Refusal } from './refusal.ts';
import type { Json, Message, World } from './world.ts';

export const RESPONSE_URL = { uses: 5, lifetimeMs: 30 * 60_000 } as const;

/** Makes a `response_url` for what a person did in a channel, `source` being the message they clicked. */
export function openHook(world: World, hook: { channel: string; user: string; source?: Message }): string {
  const id = world.next('hook');
  world.hooks.set(id, { ...hook, at: world.now(), uses: 0 });
  return id;
}

/** Takes what an acknowledgement of a slash command says, as Slack shows it. */
export function respondAtOnce(world: World, command: { channel: string; user: string }, body: Json): void {
  checkMessage(world, body);
  world.messages.push({ via: 'acknowledgement', ...shownMessage(world, command, body) });
}

/** Where an answer is shown: to one person alone unless it says otherwise. */
const shownMessage = (world: World, { channel, user }: { channel: string; user: string }, body: Json) => ({
  channel,
  ...(body.response_type !== 'in_channel' && { onlyFor: user }),
  ...(body.thread_ts && { thread: body.thread_ts }),
  ts: world.timestamp(),
  text: body.text ?? '',
  blocks: body.blocks ?? [],
});

/** Answers a POST to a `response_url`. */
export function respond(world: World, id: string, body: Json): void {
  const hook = world.hooks.get(id);
  if (!hook) throw new Refusal('invalid_url');
  if (world.now() - hook.at > RESPONSE_URL.lifetimeMs) throw new Refusal('expired_url');
  if (hook.uses >= RESPONSE_URL.uses) throw new Refusal('used_url');
  if (!body.delete_original) checkMessage(world, body);
  hook.uses += 1;
  const original = hook.source ? world.messages.indexOf(hook.source) : -1;
  if ((body.delete_original || body.replace_original) && original >= 0) world.messages.splice(original, 1);
  if (body.delete_original) return;
  world.messages.push({ via: 'response_url', ...shownMessage(world, hook, body) });
}
