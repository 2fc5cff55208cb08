import type { Bot, Incoming, Log, Reply } from 'hashdesk/chat';
import type { Delivery } from './answer.ts';
import { faultFields } from './errors.ts';
import type { People } from './people.ts';
import { type ReplyTarget, tenantOf } from './replyTarget.ts';

/** One thing that a person asked, from anywhere in Slack. */
export interface Question {
  /** Slack's id of what happened; the same again is the same question. */
  id: string;
  text: string;
  target: ReplyTarget;
  /** Asked out of a message that only this person sees: the answer is for them alone too. */
  secluded?: boolean;
  attachment?: Incoming['attachment'];
}

const addressOf = ({ workspace, channel, thread }: ReplyTarget): Incoming['address'] => ({
  adapter: 'slack',
  tenant: tenantOf(workspace),
  channel,
  ...(thread !== undefined && { thread }),
});

/** Hands questions to the bot with who asks, and its answers to the delivery. */
export function asking({
  bot,
  people,
  delivery,
  log,
}: {
  bot: Bot;
  people: People;
  delivery: Delivery;
  log: Log;
}) {
  const logOf = ({ id, target }: Question) => log.child({ request: id, tenant: tenantOf(target.workspace) });

  /**
   * Shows the first interim reply only: a `response_url` has few uses. In the view for agents none: Slack says there
   * itself that a question is worked on.
   */
  function progressOf(question: Question): NonNullable<Incoming['progress']> {
    let shown = question.target.inAgentView ?? false;
    return (reply) => {
      if (shown) return;
      shown = true;
      void deliver({ ...question, id: `${question.id} progress` }, { ...reply, visibility: 'private' });
    };
  }

  async function deliver(question: Question, reply: Reply): Promise<void> {
    const said: Reply = question.secluded ? { ...reply, visibility: 'private' } : reply;
    const one = logOf(question);
    try {
      await delivery.answer({ id: question.id, target: question.target, reply: said, log: one });
      one.info({ tone: reply.tone }, 'Answered in Slack');
    } catch (error) {
      one.error(faultFields(error), 'An answer could not be prepared');
    }
  }

  async function answerOf(question: Question): Promise<Reply | undefined> {
    const { id, text, target, attachment } = question;
    const person = await people(target);
    return bot.handle({
      id,
      address: addressOf(target),
      person,
      ask: { text: text || 'help' },
      progress: progressOf(question),
      ...(attachment && { attachment }),
    });
  }

  return {
    answerOf,
    deliver,
    /** Why somebody may not be handed what was kept of an earlier answer; who they are is asked of Slack anew. */
    async refusalOf(target: ReplyTarget, kept: Pick<Reply, 'readsSites'>): Promise<Reply | undefined> {
      const person = await people({ ...target, anew: true });
      return bot.refuse({ address: addressOf(target), person, kept });
    },
    /** Asks the bot and delivers its answer; a question answered before is passed over. */
    async ask(question: Question): Promise<void> {
      const reply = await answerOf(question);
      if (reply) await deliver(question, reply);
    },
  };
}
export type Asking = ReturnType<typeof asking>;
