import type { Parameter } from './parameter.ts';
import type { Address, Person } from './people.ts';
import type { Picture, Reply } from './reply.ts';

/**
 * Reads a file that came with a question (the console: by its path): the one of that name, or the only one. Undefined
 * when none is named and none came. Rejects with UserError.
 */
export type ReadAttachment = (name?: string) => Promise<{ name: string; text: string } | undefined>;

/** One question, from any platform. */
export interface Incoming {
  /** The platform's id of the event: the same id twice has one effect. Absent where nothing comes twice. */
  id?: string;
  address: Address;
  /** The channel that the conversation is a thread of, where a thread is a channel of its own: its rights hold here. */
  parentChannel?: string;
  person: Person;
  /** Why a right given to this id would let nobody in, in one sentence; undefined where it may. */
  reachesNobody?: (id: string) => Promise<string | undefined>;
  /** The command line as typed, or a command with its options as the platform parsed them. */
  ask: { text: string } | { command: string[]; options: Record<string, string> };
  /** It replies to something that the bot said, without calling it: it may be meant for others, who need no refusal. */
  inReply?: true;
  attachment?: ReadAttachment;
  /** Shows an interim reply while a long answer is worked on. */
  progress?: (reply: Reply) => void;
}

/** A command as it is typed and registered, without what it does. */
export interface CommandSpec {
  name: string;
  /** One line, at most 100 characters (Discord's limit for a description). */
  summary: string;
  /** Other names that are understood. */
  aliases?: string[];
  parameters: Record<string, Parameter<unknown, boolean>>;
  /** Command lines that work; executed as tests and shown in help. */
  examples: string[];
  subcommands?: CommandSpec[];
  /**
   * `change` commands are refused to those who may not change anything, and offered to admins only where the
   * platform can hide them; `operator` commands are for the operator's own console.
   */
  needs?: 'change' | 'operator';
  /** No program can use it, whatever its token says: it decides what others may do, tells what they did, or shows a page. */
  forPeople?: true;
  /** With some of its inputs it changes what without them it only shows. */
  mayChange?: true;
  /** What it changes is added to what was there, and takes nothing away. */
  adds?: true;
}

/** The platform-neutral bot as an adapter sees it. */
export interface Bot {
  /** Answers; never rejects: a failure becomes a reply. Undefined, say nothing: this id was answered before, or a reply is no question. */
  handle(incoming: Incoming): Promise<Reply | undefined>;
  /**
   * Refuses what an adapter kept of an earlier answer (to share it, to open its form) to whoever may not read that
   * now. Undefined: hand it out. Never rejects. That it is theirs is for the adapter to see.
   */
  refuse(
    asked: Pick<Incoming, 'address' | 'parentChannel' | 'person'> & { kept: Pick<Reply, 'readsSites'> },
  ): Promise<Reply | undefined>;
  /**
   * The picture of a reply's chart, for when the text is out: no answer waits for it. `withinMs`: how long what holds
   * picture and text in one may wait; 0: only one that is painted already. Undefined: there is none, or it could not be
   * painted in time. Never rejects. Absent where no pictures are made.
   */
  picture?(asked: { reply: Reply; tenant: string; withinMs?: number }): Promise<Picture | undefined>;
  /** Lines that complete what has been typed, best first. */
  complete(
    asked: Pick<Incoming, 'address' | 'parentChannel' | 'person'> & { text: string },
  ): Promise<string[]>;
  /** The commands in help order, for platforms that register them. */
  commands: readonly CommandSpec[];
}

/** A webhook request before its body is read. */
export interface WebhookHead {
  method: string;
  /** The path of its address, without a query. */
  path: string;
  headers: Pick<Headers, 'get'>;
}

/** A chat platform. It knows its wire format and its deadlines, and nothing of mining. */
export interface ChatAdapter {
  name: string;
  /** Connects and begins to hand what is asked to `bot`. Rejects when it cannot be used as configured. */
  start(bot: Bot): Promise<void>;
  /**
   * Posts `reply`; idempotent per `deliveryId` where the platform allows. `ensureOurs` is called right before each message
   * goes out, and throws where another process has taken the delivery over. Rejects with DeliveryError.
   */
  send(
    address: Address,
    reply: Reply,
    options: { deliveryId: string; ensureOurs?: () => void },
  ): Promise<{ receipt: string }>;
  /**
   * What became of a `send` since `sentAfter` (Unix milliseconds) whose end nobody knows. `delivered`: all of it is
   * there. `absent`: sending it now, under the same id, shows it once. Rejects with DeliveryError to be asked later.
   */
  reconcile?(
    address: Address,
    options: { deliveryId: string; sentAfter: number; reply: Reply },
  ): Promise<'delivered' | 'absent' | 'unknown'>;
  /** What is wrong with the connection now, in one line that names the fix; undefined while nothing is. */
  trouble?(): string | undefined;
  /** How many messages the platform takes each second over all conversations, where that is limited. */
  sendsPerSecond?: number;
  /**
   * Refuses a webhook request by its head alone, before a byte of its body is read: 404 where the path is none of the
   * adapter's, 405 for a method that nothing there answers, 401 where its signature cannot be right. Undefined: read on.
   */
  refuse?(head: WebhookHead): Response | undefined;
  /** Answers a webhook request, where the platform sends them, with text or without a body. */
  fetch?(request: Request): Promise<Response>;
  /**
   * Resolves when the chat is over of itself, where that happens: the person left. Rejects with UserError when nobody
   * was there.
   */
  ended?: Promise<void>;
  /** Settles what is in flight, then disconnects. */
  stop(): Promise<void>;
}
