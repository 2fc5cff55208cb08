import type { Server } from 'node:http';
import { constants, createDeflate } from 'node:zlib';
import { type WebSocket, WebSocketServer } from 'ws';
import { limits } from './limits.ts';
import type { Channel, Guild, World } from './world.ts';

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
};
const intent = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12, messageContent: 1 << 15 };
const PRIVILEGED = (1 << 1) | (1 << 8) | intent.messageContent;

interface Frame {
  op: number;
  d?: unknown;
  s?: number;
  t?: string;
}

/** What survives a connection: the events a client may ask for again when it resumes. */
interface Session {
  id: string;
  intents: number;
  sent: Frame[];
  connection?: Connection;
}

interface Connection {
  socket: WebSocket;
  send(frame: Frame): void;
  session?: Session;
  /** Times of what the client sent within the last minute. */
  received: number[];
}

export type Gateway = ReturnType<typeof createGateway>;

/** Discord's gateway: hello, identify, heartbeats, resume with replay, and its close codes. */
export function createGateway({ server, world }: { server: Server; world: World }) {
  const connections = new Set<Connection>();
  const sessions = new Map<string, Session>();
  const state = {
    heartbeatMs: 41_250,
    /** Intents switched on for the application on Discord's developer page. */
    privileged: 0,
    identifies: 0,
    resumes: 0,
    /** Options of the last identify. */
    identified: undefined as { intents: number; token: string } | undefined,
    answersHeartbeats: true,
    /** Every connection that was opened. */
    attempts: 0,
    /** A connection breaks as soon as it is opened. */
    refuses: false,
    /** The client still connects, but nothing is said to it. */
    silent: false,
    /** The next identify is answered by closing with this code. */
    closeWith: undefined as number | undefined,
  };

  function accept(socket: WebSocket, url: URL): void {
    const connection: Connection = { socket, send: sender(socket, url), received: [] };
    connections.add(connection);
    socket.on('message', (data) => receive(connection, String(data)));
    socket.on('close', (code) => {
      connections.delete(connection);
      const { session } = connection;
      if (session?.connection === connection) delete session.connection;
      // A client that closes with 1000 or 1001 ends its session for good.
      if (session && (code === 1000 || code === 1001)) sessions.delete(session.id);
      world.changed();
    });
    if (!state.silent) connection.send({ op: op.hello, d: { heartbeat_interval: state.heartbeatMs } });
  }

  function receive(connection: Connection, data: string) {
    const now = world.now();
    connection.received = [...connection.received.filter((at) => at > now - 60_000), now];
    if (connection.received.length > limits.gatewaySendsPerMinute) return connection.socket.close(4008);
    const frame = parsed(data);
    if (!frame) return connection.socket.close(4002);
    if (frame.op === op.heartbeat) return beat(connection);
    if (frame.op === op.identify) return identify(connection, frame.d as Identify);
    if (frame.op === op.resume) return resume(connection, frame.d as Resume);
    connection.socket.close(connection.session ? 4001 : 4003);
  }

  function beat(connection: Connection): void {
    if (state.answersHeartbeats) connection.send({ op: op.ack });
    world.changed();
  }

  function identify(connection: Connection, asked: Identify) {
    state.identifies += 1;
    state.identified = asked;
    if (state.closeWith !== undefined) return connection.socket.close(state.closeWith);
    if (asked.token !== world.token || state.identifies > limits.identifiesPerDay) {
      return connection.socket.close(4004, 'Authentication failed.');
    }
    if (connection.session) return connection.socket.close(4005);
    if (asked.intents & PRIVILEGED & ~state.privileged)
      return connection.socket.close(4014, 'Disallowed intent(s).');
    const shards = asked.shard?.[1] ?? 1;
    if (world.guilds.size >= limits.guildsPerShard * shards)
      return connection.socket.close(4011, 'Sharding required.');
    const session: Session = { id: world.newId(), intents: asked.intents, sent: [], connection };
    sessions.set(session.id, session);
    connection.session = session;
    greet(session);
  }

  function greet(session: Session): void {
    const guilds = [...world.guilds.values()];
    emit(session, 'READY', {
      v: 10,
      user: { id: world.botId, username: 'hashdesk', discriminator: '0', avatar: null, bot: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: world.applicationId, flags: 0 },
    });
    if (session.intents & intent.guilds)
      for (const guild of guilds) emit(session, 'GUILD_CREATE', guildData(guild));
    world.changed();
  }

  function guildData({ id, ownerId, roles }: Guild) {
    const here = [...world.channels.values()].filter(({ guild }) => guild === id);
    return {
      id,
      name: 'Prairie Mining',
      owner_id: ownerId,
      roles: roles.map((role) => ({
        ...role,
        name: role.id,
        permissions: String(role.permissions),
        position: 0,
      })),
      channels: [
        { id: CATEGORY, type: 4 },
        ...here.filter(({ parent }) => parent === undefined).map(channelData),
      ].map((channel) => ({ ...channel, name: 'desk', permission_overwrites: [], position: 0 })),
      members: [],
      threads: here
        .filter(({ parent }) => parent !== undefined)
        .map((thread) => ({ ...channelData(thread), guild_id: id, name: 'rockdale' })),
      member_count: 3,
    };
  }

  function resume(connection: Connection, asked: Resume) {
    state.resumes += 1;
    if (asked.token !== world.token) return connection.socket.close(4004, 'Authentication failed.');
    const session = sessions.get(asked.session_id);
    if (!session) return connection.send({ op: op.invalid, d: false });
    if (asked.seq > session.sent.length) return connection.socket.close(4007, 'Invalid sequence.');
    session.connection = connection;
    connection.session = session;
    for (const frame of session.sent) if (frame.s! > asked.seq) connection.send(frame);
    emit(session, 'RESUMED', {});
    world.changed();
  }

  function emit(session: Session, t: string, d: unknown): void {
    const frame = { op: op.dispatch, t, s: session.sent.length + 1, d };
    session.sent.push(frame);
    session.connection?.send(frame);
  }

  function url(): string {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The stand-in is not listening');
    return `ws://127.0.0.1:${address.port}/gateway`;
  }

  const wss = new WebSocketServer({ server, path: '/gateway' });
  wss.on('connection', (socket, request) => {
    state.attempts += 1;
    if (state.refuses) return socket.terminate();
    accept(socket, new URL(request.url ?? '/', 'ws://localhost'));
  });

  return {
    state,
    url,
    /** Clients that have identified or resumed and are still connected. */
    get ready() {
      return [...sessions.values()].filter(({ connection }) => connection).length;
    },
    /** Sends an event to every session that may see it; one that is not connected gets it when it resumes. */
    dispatch(t: string, data: Record<string, unknown>): void {
      for (const session of sessions.values()) {
        const seen = visible({ t, data, intents: session.intents, botId: world.botId });
        if (seen) emit(session, t, seen);
      }
    },
    /** Sends the last event of each session again, as a replay that overlaps does. */
    repeat(): void {
      for (const { connection, sent } of sessions.values()) connection?.send(sent.at(-1)!);
    },
    send(frame: Frame): void {
      for (const connection of connections) connection.send(frame);
    },
    reconnect(): void {
      this.send({ op: op.reconnect, d: null });
    },
    invalidate({ resumable }: { resumable: boolean }): void {
      if (!resumable) sessions.clear();
      this.send({ op: op.invalid, d: resumable });
    },
    close(code: number): void {
      if (code === 1000) sessions.clear();
      for (const { socket } of connections) socket.close(code);
    },
    /** The network breaks: no close frame is sent. */
    drop(): void {
      for (const { socket } of connections) socket.terminate();
    },
    stop(): Promise<void> {
      this.drop();
      return new Promise((resolve) => wss.close(() => resolve()));
    },
  };
}

/** The category that the guild's channels stand in. */
export const CATEGORY = '1150000000000000900';

/** A channel as events describe it. */
export function channelData({ id, guild, parent }: Channel) {
  if (guild === undefined) return { id, type: 1 };
  return parent === undefined ? { id, type: 0, parent_id: CATEGORY } : { id, type: 11, parent_id: parent };
}

interface Identify {
  token: string;
  intents: number;
  shard?: [number, number];
}

interface Resume {
  token: string;
  session_id: string;
  seq: number;
}

function parsed(data: string): Frame | undefined {
  try {
    return JSON.parse(data) as Frame;
  } catch {
    return undefined;
  }
}

/** One zlib stream lasts for the whole connection; each message ends with a sync flush. */
function sender(socket: WebSocket, url: URL): Connection['send'] {
  if (url.searchParams.get('compress') !== 'zlib-stream')
    return (frame) => socket.send(JSON.stringify(frame));
  const deflate = createDeflate();
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  return (frame) => {
    deflate.write(JSON.stringify(frame));
    deflate.flush(constants.Z_SYNC_FLUSH, () => socket.send(Buffer.concat(chunks.splice(0))));
  };
}

/** What a client with `intents` gets of a message: nothing, or its content only where it may read it. */
function visible(asked: { t: string; data: Record<string, unknown>; intents: number; botId: string }) {
  const { t, data, intents, botId } = asked;
  if (t !== 'MESSAGE_CREATE') return data;
  const inGuild = data.guild_id !== undefined;
  if (!(intents & (inGuild ? intent.guildMessages : intent.directMessages))) return undefined;
  const mentions = (data.mentions as { id: string }[]).some(({ id }) => id === botId);
  if (!inGuild || mentions || intents & intent.messageContent) return data;
  return { ...data, content: '', attachments: [] };
}
