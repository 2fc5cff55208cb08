import { clip, UserError, visible } from 'hashdesk/chat';
import { z } from 'zod';
import { SlackFailure, unreachable } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { Workspace } from './oauth/workspaces.ts';
import type { SlackFile } from './render.ts';

const MAX_BYTES = 1_000_000;
const TIMEOUT_MS = 30_000;

type Fetch = typeof globalThis.fetch;

/** Whether an address is Slack's own place for files, as seen from the configured API. */
function isSlackFileHost(address: string, apiUrl: string): boolean {
  const api = new URL(apiUrl);
  const { protocol, host, username, password } = new URL(address);
  const known = host === api.host || host === `files.${api.host}`;
  return known && protocol === api.protocol && username === '' && password === '';
}

/**
 * Uploads one file by Slack's three steps, into a conversation or, without one, for nobody to see yet. Resolves with its
 * id; rejects with the failure of any step.
 */
export async function uploadFile({
  workspace,
  file,
  channel,
  thread,
  fetch,
  apiUrl,
}: {
  workspace: Workspace;
  file: SlackFile;
  channel?: string;
  thread?: string | undefined;
  fetch: Fetch;
  apiUrl: string;
}): Promise<string> {
  const { files } = workspace.client;
  const { name: filename, content, altText } = file;
  const alt_text = altText && clip(visible(altText), LIMITS.altText);
  const { upload_url = '', file_id = '' } = await files.getUploadURLExternal({
    filename,
    length: content.length,
    ...(alt_text && { alt_text }),
  });
  if (!isSlackFileHost(upload_url, apiUrl)) throw new SlackFailure('foreign_upload_host');
  const body = new FormData();
  body.append('body', new Blob([new Uint8Array(content)]), filename);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(upload_url, { method: 'POST', body, redirect: 'error', signal }).catch(
    unreachable,
  );
  if (!response.ok) throw new SlackFailure(`http_${response.status}`, { retryable: response.status >= 500 });
  const to = channel === undefined ? {} : { channel_id: channel, ...(thread && { thread_ts: thread }) };
  await files.completeUploadExternal({ files: [{ id: file_id, title: filename }], ...to });
  return file_id;
}

/** A file that came with a message, as Slack tells of it. */
export const attachedSchema = z.object({
  name: z.string().nullish(),
  size: z.number().optional(),
  url_private_download: z.string().optional(),
});
export type Attached = z.infer<typeof attachedSchema>;

function pick(files: readonly Attached[], wanted: string | undefined): Attached {
  const found = files.find(({ name }) => name === wanted) ?? (files.length === 1 ? files[0] : undefined);
  if (found) return found;
  const names = files.map(({ name }) => name ?? 'a file without a name').join(', ');
  const what = wanted === undefined ? 'Say which file is meant' : `There is no file ${wanted}`;
  throw new UserError(`${what}. Attached: ${names || 'nothing'}.`);
}

async function bodyWithin(response: Response, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge(name);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const notFetched = (name: string) =>
  new UserError(`The file ${name} could not be fetched from Slack: try again.`);
const tooLarge = (name: string) =>
  new UserError(`The file ${name} is larger than 1 MB: attach a smaller one.`);

function textOf(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`The file ${name} is no UTF-8 text: attach a CSV or JSON file.`);
  }
}

/** Reads the files of a message: from Slack's own hosts only, up to 1 MB. Rejects with UserError. */
export function attachmentReader({
  workspace,
  files,
  fetch,
  apiUrl,
}: {
  workspace: Workspace;
  files: readonly Attached[];
  fetch: Fetch;
  apiUrl: string;
}) {
  return async (wanted?: string): Promise<{ name: string; text: string }> => {
    const file = pick(files, wanted);
    const name = visible(file.name ?? 'file');
    const address = file.url_private_download;
    if (!address || !URL.canParse(address) || !isSlackFileHost(address, apiUrl)) {
      throw new UserError(`The file ${name} is not kept by Slack itself: attach it to the message.`);
    }
    if ((file.size ?? 0) > MAX_BYTES) throw tooLarge(name);
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${workspace.token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw notFetched(name);
    });
    // Without the scope Slack answers with its sign-in page, at status 200.
    if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) {
      await response.body?.cancel();
      throw new UserError(`Slack does not let me read the file ${name}: the app needs the scope files:read.`);
    }
    const bytes = await bodyWithin(response, name).catch((error) => {
      throw error instanceof UserError ? error : notFetched(name);
    });
    return { name, text: textOf(bytes, name) };
  };
}
