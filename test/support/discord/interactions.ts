import { z } from 'zod';
import { ApiError, limits, refusals } from './limits.ts';
import { edit, keep, messageData, type Sent } from './messages.ts';
import { validChoices, validModal } from './validate.ts';
import type { Exchange, Posted, World } from './world.ts';

/** Types of an interaction callback. */
const callback = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, autocomplete: 8, modal: 9 };

const callbackBody = z.object({ type: z.int(), data: z.unknown().optional() });
const flags = z.object({ flags: z.int().optional() }).optional();
const EPHEMERAL = 1 << 6;

/** Answers to interactions: the callback within three seconds, then the webhook for fifteen minutes. */
export function createInteractions({ world }: { world: World }) {
  function exchangeOf(token: string): Exchange {
    const exchange = [...world.exchanges.values()].find((it) => it.token === token);
    if (!exchange?.answer) throw refusals.unknownWebhook();
    if (world.now() - exchange.createdAt > limits.tokenMs) throw refusals.expiredToken();
    return exchange;
  }

  function originalOf(token: string): { exchange: Exchange; original: Posted } {
    const exchange = exchangeOf(token);
    if (!exchange.original || exchange.original.deleted) throw refusals.unknownMessage();
    return { exchange, original: exchange.original };
  }

  function fill(token: string, sent: Sent) {
    const { exchange, original } = originalOf(token);
    exchange.loading = false;
    return messageData(world, edit(world, original, sent));
  }

  return {
    /** The first answer; later than three seconds or a second time it is refused. */
    answer(id: string, token: string, sent: Sent): void {
      const exchange = world.exchanges.get(id);
      if (!exchange || exchange.token !== token) throw refusals.unknownInteraction();
      if (exchange.answer) throw refusals.alreadyAcknowledged();
      if (world.now() - exchange.createdAt > limits.answerMs) throw refusals.unknownInteraction();
      const { type, data } = callbackBody.parse(sent.json);
      take(world, exchange, { type, sent: { ...sent, json: data } });
      exchange.answer = { type, at: world.now() };
      world.changed();
    },
    get: (token: string) => messageData(world, originalOf(token).original),
    edit: fill,
    delete(token: string): void {
      const { exchange, original } = originalOf(token);
      original.deleted = true;
      exchange.loading = false;
      world.changed();
    },
    /** While "is thinking…" stands, the first follow-up takes its place and is seen by whoever saw it. */
    followUp(token: string, sent: Sent) {
      const exchange = exchangeOf(token);
      if (exchange.loading) return fill(token, sent);
      return messageData(world, keep(world, { channel: exchange.channel, sent }));
    },
  };
}

function take(world: World, exchange: Exchange, { type, sent }: { type: number; sent: Sent }): void {
  switch (type) {
    case callback.message:
      exchange.original = keep(world, { channel: exchange.channel, sent });
      return;
    case callback.deferred:
      exchange.loading = true;
      exchange.original = thinking(
        world,
        exchange,
        Boolean((flags.parse(sent.json)?.flags ?? 0) & EPHEMERAL),
      );
      return;
    case callback.autocomplete:
      exchange.choices = validChoices(sent.json);
      return;
    case callback.modal:
      exchange.modal = validModal(sent.json);
      return;
    default:
      throw new ApiError(400, { message: 'Invalid Form Body', code: 50035 });
  }
}

function thinking(world: World, { channel }: Exchange, ephemeral: boolean): Posted {
  const posted = { id: world.newId(), channel, body: {}, files: [], ephemeral, deleted: false, edits: 0 };
  world.posted.push(posted);
  return posted;
}
