import type { types } from '@slack/bolt';
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
import { hasPicture, pictureAlone, withoutPicture, withPictureBlock } from './message/picture.ts';
import type { PictureFiles } from './pictures.ts';
import { type Keys, render, type SlackFile, type SlackMessage } from './render.ts';
import { directTarget, type ReplyTarget, tenantOf } from './replyTarget.ts';
import { isPrivate, type Route, routesTo, type Sent } from './routes.ts';

/** The answer to the question `id`, and where it goes. */
export interface Answer {
  id: string;
  target: ReplyTarget;
  reply: Reply;
  log: Log;
}

interface Means {
  bot: Pick<Bot, 'picture'>;
  pictures: PictureFiles;
  tables: DataTables;
  lines: Lines;
  kept: KeptButtons;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
}

/** A message as Slack has taken it, and the way it went. */
interface Posted extends Sent {
  message: SlackMessage;
  route: Route;
}

/** Gets answers to where they were asked for, by whatever way is open; what cannot be delivered is logged. */
export function delivery({ bot, pictures, tables, lines, kept, fetch, apiUrl, now }: Means) {
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
        ...(target.inAgentView && reply.id !== undefined && { feedback: reply.id }),
      };
    } catch (error) {
      log.error(faultFields(error), 'What the buttons of an answer need could not be kept');
      return {};
    }
  }

  /** Sends a message; where Slack refuses a picture or a table that it would sort, as every workspace takes it. */
  async function sendBy(answer: Answer, route: Route, message: SlackMessage): Promise<Posted> {
    const { log, target } = answer;
    const { team } = target.workspace;
    try {
      const sent = await route.send(message);
      if (hasDataTable(message.blocks)) tables.taken(team);
      return { ...sent, message, route };
    } catch (error) {
      if (failureOf(error).code !== 'invalid_blocks') throw error;
      if (hasPicture(message)) return sendBy(answer, route, withoutPicture(message));
      if (!hasDataTable(message.blocks)) throw error;
      const plain = { ...message, blocks: withPlainTables(message.blocks) };
      const sent = await route.send(plain);
      await tables
        .refused(team)
        .catch((err) => log.error({ err }, 'That Slack refused a table could not be kept'));
      return { ...sent, message: plain, route };
    }
  }

  async function post(answer: Answer, message: SlackMessage): Promise<Posted | undefined> {
    for (const route of routesTo({ ...answer, now: now() })) {
      try {
        return await lines.run(turnOf(answer, route.inLine), () => sendBy(answer, route, message));
      } catch (error) {
        answer.log.warn({ way: route.name, ...faultFields(error) }, 'Slack did not take an answer this way');
      }
    }
    answer.log.error({}, 'An answer could not be delivered in any way');
    return undefined;
  }

  /** The conversation, and the direct message with whoever asked. */
  function placesFor({ target }: Answer, file: SlackFile) {
    const options = { workspace: target.workspace, file, fetch, apiUrl };
    return {
      here: () => uploadFile({ ...options, channel: target.channel, thread: target.thread }),
      direct: async () => uploadFile({ ...options, channel: (await directTarget(target)).channel }),
    };
  }

  async function isTaken(answer: Answer, place: () => Promise<unknown>): Promise<boolean> {
    try {
      await lines.run(turnOf(answer, 'answer'), place);
      return true;
    } catch (error) {
      answer.log.warn(faultFields(error), 'Slack did not take a file');
      return false;
    }
  }

  /** The picture that goes out with the text: painted before, and shown before in this workspace. */
  async function knownPicture({ target, reply }: Answer) {
    const { workspace } = target;
    const picture = await bot.picture?.({ reply, tenant: tenantOf(workspace), withinMs: 0 });
    const known = picture && (await pictures.known({ workspace, picture }));
    return picture && known && { workspace, picture, ...known };
  }

  /** The text is out: the picture becomes part of its message, or follows it on the same way, to the same people. */
  async function showPicture(answer: Answer, { message, route, edit }: Posted): Promise<void> {
    const { target, reply, log } = answer;
    const { workspace } = target;
    // An error may have become a reply without its contents, for everyone.
    if (reply.tone === 'error') return;
    const picture = await bot.picture?.({ reply, tenant: tenantOf(workspace) });
    if (picture === undefined) return;
    const post = (block: types.ImageBlock) => {
      const whole = edit && withPictureBlock(message, block);
      return lines.run(turnOf(answer, route.inLine), () =>
        whole ? edit(whole) : route.send(pictureAlone(block)),
      );
    };
    await pictures
      .show({ workspace, picture, post })
      .catch((error) => log.warn(faultFields(error), 'Slack did not take a picture'));
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

  /** Of an answer without a table nobody asks. */
  async function tableState({ target, reply }: Answer) {
    if (!reply.blocks.some(({ kind }) => kind === 'table')) return 'refused';
    return tables.state(target.workspace.team).catch(() => 'refused' as const);
  }

  return {
    /** Never rejects for what Slack refuses. */
    async answer(answer: Answer): Promise<void> {
      const keys = await keysOf(answer);
      const filesElsewhere = goesElsewhere(answer);
      const state = await tableState(answer);
      const dataTables = state !== 'refused';
      const { messages, files } = render({
        reply: answer.reply,
        now: now(),
        keys,
        filesElsewhere,
        dataTables,
      });
      const known = await knownPicture(answer);
      const whole = known && withPictureBlock(messages[0]!, known.block);
      // The acknowledgement and the response_url are two ways: what comes in parts keeps its order on one. The first
      // says nothing of what Slack refuses.
      const isTried = state === 'untried' && messages.some(({ blocks }) => hasDataTable(blocks));
      const isDoubtful = whole && !known.isSure;
      if (messages.length > 1 || isTried || isDoubtful) await answer.target.responseUrl?.acknowledge();
      const first = await post(answer, whole ?? messages[0]!);
      for (const message of messages.slice(1)) await post(answer, message);
      for (const file of files) await upload(answer, file);
      if (first === undefined) return;
      if (hasPicture(first.message)) {
        if (isDoubtful) pictures.taken(known);
        return;
      }
      if (whole) pictures.forget(known);
      await showPicture(answer, first);
    },
  };
}
export type Delivery = ReturnType<typeof delivery>;
