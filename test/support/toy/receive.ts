import {
  type Bot,
  type Form,
  filledForm,
  formLine,
  formSchema,
  type Incoming,
  type KeyValue,
  type Reply,
} from 'hashdesk/chat';
import type { Happening } from './client.ts';

const DAY_MS = 86_400_000;
/** The name under which the bot itself writes. */
const BOT = 'hashdesk';

/** Shows a reply in a conversation, to one person alone where `onlyFor` names them. */
export type Show = (asked: { channel: string; onlyFor?: string; reply: Reply; id: string }) => Promise<void>;

/** Hands what people do to the bot, and its replies to `answer`. */
export function receiver({ bot, store, answer }: { bot: Bot; store: KeyValue; answer: Show }) {
  /** The line that was typed, pressed or filled in. */
  async function lineOf({ text, press, form }: Happening): Promise<string | undefined> {
    if (!form) return text ?? press;
    const kept = await store.get(form.key, formSchema);
    return kept && formLine(filledForm(kept, form.values));
  }

  async function show(event: Happening, reply: Reply, id: string): Promise<void> {
    const forms = reply.blocks.filter((block): block is Form & { kind: 'form' } => block.kind === 'form');
    for (const [at, form] of forms.entries()) await store.set(`${id} form ${at}`, form, { ttlMs: DAY_MS });
    const hidden = reply.visibility === 'private' && { onlyFor: event.from };
    await answer({ channel: event.channel, reply, id, ...hidden });
  }

  return {
    async receive(event: Happening): Promise<void> {
      if (event.from === BOT) return;
      const text = await lineOf(event);
      if (text === undefined) return;
      const incoming: Incoming = {
        id: event.id,
        address: { adapter: 'toy', tenant: 'toy:all', channel: event.channel },
        person: { id: event.from, name: event.from, standing: 'member' },
        ask: { text },
        attachment: async () => event.file,
        progress: (reply) => void show(event, reply, `${event.id} progress`).catch(() => {}),
      };
      const reply = await bot.handle(incoming);
      if (reply) await show(event, reply, event.id).catch(() => {});
    },
  };
}
