import { UserError } from 'hashdesk/chat';
import type { FileSent } from './receive.ts';

const MOST_BYTES = 1_000_000;
const HOSTS = ['cdn.discordapp.com', 'media.discordapp.net'];
const ADVICE = 'Attach a CSV or JSON file of at most 1 MB.';

/** Reads a file that came with a question, from Discord's own hosts only and without the bot's token. */
export function fileReader(asked: { files: FileSent[]; fetch: typeof fetch; apiUrl?: string | undefined }) {
  return async (name?: string): Promise<{ name: string; text: string } | undefined> => {
    if (name === undefined && asked.files.length === 0) return undefined;
    const file = pick(asked.files, name);
    if (file.size > MOST_BYTES) throw tooLarge(file);
    if (!isDiscords(file.url, asked.apiUrl))
      throw new UserError(`${file.filename} is not stored at Discord. ${ADVICE}`);
    return { name: file.filename, text: await download(file, asked.fetch) };
  };
}

/** The file of that name, or the only one. */
function pick(files: FileSent[], name: string | undefined): FileSent {
  const wanted = name?.toLowerCase();
  const named = files.find(({ filename }) => filename.toLowerCase() === wanted);
  const [first, ...more] = files;
  if (named) return named;
  if (first && more.length === 0) return first;
  if (!first) throw new UserError(`No file came with the question. ${ADVICE}`);
  const came = files.map(({ filename }) => filename).join(', ');
  const what = name === undefined ? 'Say which file is meant' : `There is no file ${name}`;
  throw new UserError(`${what}. Attached: ${came}.`);
}

function isDiscords(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, origin } = new URL(address);
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && HOSTS.includes(host);
}

async function download(file: FileSent, fetch: typeof globalThis.fetch): Promise<string> {
  const response = await fetch(file.url, { redirect: 'error', signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  );
  if (!response?.ok || !response.body) throw notFetched(file);
  const bytes = await bodyWithin(response.body, file).catch((error) => {
    throw error instanceof UserError ? error : notFetched(file);
  });
  return text(file, bytes);
}

async function bodyWithin(body: ReadableStream<Uint8Array>, file: FileSent): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge(file);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const notFetched = ({ filename }: FileSent) =>
  new UserError(`${filename} could not be fetched from Discord. Attach it again.`);

function text({ filename }: FileSent, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${filename} is not UTF-8 text. ${ADVICE}`);
  }
}

function tooLarge({ filename, size }: FileSent): UserError {
  return new UserError(`${filename} is too large (${Math.ceil(size / 1_000)} kB). ${ADVICE}`);
}
