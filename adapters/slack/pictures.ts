import { createHash } from 'node:crypto';
import type { types } from '@slack/bolt';
import type { Lines, Log, Picture } from 'hashdesk/chat';
import { failureOf, faultFields } from './errors.ts';
import { uploadFile } from './files.ts';
import { pictureBlock } from './message/picture.ts';
import type { Workspace } from './oauth/workspaces.ts';
import { imageFile } from './render.ts';
import type { Wait } from './transport/wait.ts';

/** How many pictures are remembered over all workspaces; the one uploaded first is forgotten first. */
const MOST_HELD = 200;
/** For how long after it was shown a picture is taken to be there still, and need not be asked about. */
const SURE_MS = 60_000;
/** Before each try to show a file that nobody has seen yet: Slack looks through it for a moment first. */
const PAUSES_MS = [0, 250, 500, 1_000];
/** What Slack answers for a file that it does not have yet, or no more. */
const UNREADY = new Set(['invalid_blocks', 'file_not_found']);

/** A picture in a workspace. */
interface Shown {
  workspace: Workspace;
  picture: Picture;
}

interface Held {
  /** Undefined where it could not be uploaded. */
  id: Promise<string | undefined>;
  /** When Slack last said that it shows it in a message; undefined before the first time. */
  shownAt: number | undefined;
}

interface Parts {
  lines: Lines;
  fetch: typeof globalThis.fetch;
  apiUrl: string;
  now: () => number;
  wait: Wait;
  log: Log;
}

/**
 * Pictures as files of a workspace: uploaded once, to nobody, and seen by whoever sees a message that holds them.
 * What is remembered of them lasts as long as the process.
 */
export function pictureFiles({ lines, fetch, apiUrl, now, wait, log }: Parts) {
  const held = new Map<string, Held>();
  const digests = new WeakMap<Picture, string>();

  function keyOf({ workspace, picture }: Shown): string {
    const digest = digests.get(picture) ?? createHash('sha256').update(picture.base64).digest('base64');
    digests.set(picture, digest);
    return `${workspace.team} ${digest}`;
  }

  function drop(key: string, file: Held | undefined): void {
    if (held.get(key) === file) held.delete(key);
  }

  function upload(key: string, { workspace, picture }: Shown): Held {
    const turn = { conversation: `${workspace.team} files`, lane: `file ${key}`, repeat: 'slowed' } as const;
    const task = () => uploadFile({ workspace, file: imageFile(picture), fetch, apiUrl });
    const id = lines.run(turn, task).catch((error) => {
      log.warn(faultFields(error), 'Slack did not take a picture');
      drop(key, file);
      return undefined;
    });
    const file: Held = { id, shownAt: undefined };
    held.set(key, file);
    const [oldest] = held.keys();
    if (held.size > MOST_HELD) held.delete(oldest!);
    return file;
  }

  /** What `post` gives, once Slack takes the picture; undefined when it takes none. */
  async function tried<T>(file: Held, post: () => Promise<T>): Promise<{ posted: T } | undefined> {
    for (const pauseMs of file.shownAt === undefined ? PAUSES_MS : [0]) {
      // A desk that stops tries the rest at once.
      if (pauseMs > 0) await wait(pauseMs).catch(() => {});
      const at = now();
      try {
        const posted = await post();
        file.shownAt = at;
        return { posted };
      } catch (error) {
        if (!UNREADY.has(failureOf(error).code)) throw error;
      }
    }
    return undefined;
  }

  /** The id of a file that is there by then. */
  async function idOf({ id }: Held, withinMs: number | undefined): Promise<string | undefined> {
    if (withinMs === undefined) return id;
    const late = wait(withinMs).then(
      () => undefined,
      () => undefined,
    );
    return Promise.race([id, late]);
  }

  return {
    /**
     * The block of a picture that the workspace has been shown before; `isSure`: within the last minute, so that it may
     * go where Slack does not say what it refuses.
     */
    async known(asked: Shown): Promise<{ block: types.ImageBlock; isSure: boolean } | undefined> {
      const file = held.get(keyOf(asked));
      const shownAt = file?.shownAt;
      const id = shownAt === undefined ? undefined : await file?.id;
      if (id === undefined || shownAt === undefined) return undefined;
      return { block: pictureBlock(asked.picture, id), isSure: now() - shownAt < SURE_MS };
    },
    /** Slack has taken a message that holds it. */
    taken(asked: Shown): void {
      const file = held.get(keyOf(asked));
      if (file) file.shownAt = now();
    },
    /** Slack has refused the file: it is uploaded anew when it is needed. */
    forget(asked: Shown): void {
      held.delete(keyOf(asked));
    },
    /**
     * Shows the picture by `post`, uploaded first where need be; `withinMs`: how long that may take. Undefined: Slack
     * has taken none, and nothing was posted. Rejects with any other failure of `post`.
     */
    async show<T>(
      asked: Shown & { withinMs?: number; post: (block: types.ImageBlock) => Promise<T> },
    ): Promise<T | undefined> {
      const key = keyOf(asked);
      for (const isLast of [false, true]) {
        const known = held.get(key);
        const file = known ?? upload(key, asked);
        const id = await idOf(file, asked.withinMs);
        if (id === undefined) return undefined;
        const shown = await tried(file, () => asked.post(pictureBlock(asked.picture, id)));
        if (shown) return shown.posted;
        // A file that is new stays: it may be ready for whoever comes next. An older one is gone.
        if (known === undefined || isLast) break;
        drop(key, known);
      }
      log.warn({}, 'Slack did not show a picture');
      return undefined;
    },
  };
}
export type PictureFiles = ReturnType<typeof pictureFiles>;
