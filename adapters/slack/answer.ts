import {
  type BlockOf,
  type Bot,
  isShareable,
  type Lines,
  type Log,
  type Reply,
  reply as replyOf,
  type Turn,
} from 'hashdesk/chat';
import type { DataTables } from './dataTables.ts';
import { failureOf, faultFields } from './errors.ts';
import { uploadFile } from './files.ts';
import type { KeptButtons } from './keptButtons.ts';
import { hasDataTable, withPlainTables } from './message/dataTable.ts';
import { imageFile, type Keys, render, type SlackFile, type SlackMessage } from './render.ts';
import { directTarget, type ReplyTarget, tenantOf } from './replyTarget.ts';
import { isPrivate, type Route, routesTo } from './routes.ts';

/** The answer to the question `id`, and where it goes. */
export interface Answer {
  id: string;
  target: ReplyTarget;
  reply: Reply;
  log: Log;
}

interface Means {
  bot: Pick<Bot, 'picture'>;
  tables: DataTables;
  lines: Lines;
  kept: KeptButtons;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
}

/** Gets answers to where they were asked for, by whatever way is open; what cannot be delivered is logged. */
export function delivery({ bot, tables, lines, kept, fetch, apiUrl, now }: Means) {
  function turnOf({ id, target }: Answer, inLine: Route['inLine']): Turn {
    const channel = `${target.workspace.team} ${target.channel}`;
    const lane = inLine === 'channel' ? channel : `${channel} ${id}`;
    return { conversation: channel, lane, repeat: 'slowed' };
  }

  /** Keeps what the buttons of an answer need; without it the answer goes out all the same, without them. */
  async function keysOf({ id, target, reply, log }: Answer): Promise<Keys> {
    const owner = { team: target.workspace.team, user: target.user };
    const forms = reply.blocks.filter((block): block is BlockOf<'form'> => block.kind === 'form');
    const shareable = isShareable(reply) && !target.direct;
    try {
      return {
        forms: await kept.keepForms({ id, forms, owner, readsSites: reply.readsSites }),
        ...(shareable && { share: await kept.keepReply({ id, reply, owner }) }),
      };
    } catch (error) {
      log.error(faultFields(error), 'What the buttons of an answer need could not be kept');
      return {};
    }
  }

  /** Sends a message; where Slack refuses a table that it would sort, with one as every workspace takes it. */
  async function sendBy({ target, log }: Answer, send: Route['send'], message: SlackMessage): Promise<void> {
    const { team } = target.workspace;
    try {
      await send(message);
      if (hasDataTable(message.blocks)) tables.taken(team);
    } catch (error) {
      if (!hasDataTable(message.blocks) || failureOf(error).code !== 'invalid_blocks') throw error;
      await send({ ...message, blocks: withPlainTables(message.blocks) });
      await tables
        .refused(team)
        .catch((err) => log.error({ err }, 'That Slack refused a table could not be kept'));
    }
  }

  async function post(answer: Answer, message: SlackMessage): Promise<void> {
    for (const { name, inLine, send } of routesTo({ ...answer, now: now() })) {
      try {
        await lines.run(turnOf(answer, inLine), () => sendBy(answer, send, message));
        return;
      } catch (error) {
        answer.log.warn({ way: name, ...faultFields(error) }, 'Slack did not take an answer this way');
      }
    }
    answer.log.error({}, 'An answer could not be delivered in any way');
  }

  /** The conversation, and the direct message with whoever asked. */
  function placesFor({ target }: Answer, file: SlackFile) {
    const options = { workspace: target.workspace, file, fetch, apiUrl };
    return {
      here: () => uploadFile({ ...options, channel: target.channel, thread: target.thread }),
      direct: async () => uploadFile({ ...options, channel: (await directTarget(target)).channel }),
    };
  }

  async function isTaken(answer: Answer, place: () => Promise<void>): Promise<boolean> {
    try {
      await lines.run(turnOf(answer, 'answer'), place);
      return true;
    } catch (error) {
      answer.log.warn(faultFields(error), 'Slack did not take a file');
      return false;
    }
  }

  /** Follows the text. One that cannot be shown where the text is readable is not shown elsewhere. */
  async function showPicture(answer: Answer): Promise<void> {
    const image = await bot.picture?.({ reply: answer.reply, tenant: tenantOf(answer.target.workspace) });
    if (image === undefined) return;
    const { here, direct } = placesFor(answer, imageFile(image));
    await isTaken(answer, goesElsewhere(answer) ? direct : here);
  }

  async function upload(answer: Answer, file: SlackFile): Promise<void> {
    const { here, direct } = placesFor(answer, file);
    for (const place of goesElsewhere(answer) ? [direct] : [here, direct]) {
      if (await isTaken(answer, place)) return;
    }
    const { reply } = answer;
    const failed = replyOf({ title: `The file ${file.name} could not be delivered.`, tone: 'error' });
    const [message] = render({ reply: failed, now: now() }).messages;
    await post({ ...answer, reply: { ...failed, visibility: reply.visibility } }, message!);
  }

  /** Slack shows no file to one person of a channel: theirs come in the direct message. */
  const goesElsewhere = ({ target, reply }: Answer) => isPrivate(reply) && !target.direct;

  return {
    /** Never rejects for what Slack refuses. */
    async answer(answer: Answer): Promise<void> {
      const keys = await keysOf(answer);
      const filesElsewhere = goesElsewhere(answer);
      const state = await tables.state(answer.target.workspace.team).catch(() => 'refused' as const);
      const dataTables = state !== 'refused';
      const { messages, files } = render({
        reply: answer.reply,
        now: now(),
        keys,
        filesElsewhere,
        dataTables,
      });
      // The acknowledgement and the response_url are two ways: what comes in parts keeps its order on one. The first
      // says nothing of what Slack refuses.
      const isTried = state === 'untried' && messages.some(({ blocks }) => hasDataTable(blocks));
      if (messages.length > 1 || isTried) await answer.target.responseUrl?.acknowledge();
      for (const message of messages) await post(answer, message);
      for (const file of files) await upload(answer, file);
      await showPicture(answer);
    },
  };
}
export type Delivery = ReturnType<typeof delivery>;
