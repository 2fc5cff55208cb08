import type { Call } from './methods.ts';
import { Refusal } from './refusal.ts';
import type { Json, World } from './world.ts';

export const FILE = { altText: 1_000 } as const;

/** The first and the last step of an upload; the bytes go to `upload_url` in between. */
export const fileMethods = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run: ({ world, args, origin }: Call) => {
      const length = Number(args.length);
      if (!args.filename || !(length > 0)) throw new Refusal('invalid_arguments');
      if ((args.alt_text?.length ?? 0) > FILE.altText) throw new Refusal('invalid_arguments');
      const id = world.next('F00');
      const { unreadyTries } = world;
      world.uploads.set(id, { id, name: args.filename, length, altText: args.alt_text, unreadyTries });
      return { upload_url: `${origin}/upload/v1/${id}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    run: ({ world, args }: Call) => {
      const files: { id: string }[] = typeof args.files === 'string' ? JSON.parse(args.files) : args.files;
      if (args.channel_id) world.channel(args.channel_id);
      for (const { id } of files) {
        const upload = world.uploads.get(id);
        if (!upload?.content) throw new Refusal('file_not_found');
        upload.isComplete = true;
        upload.channel = args.channel_id;
        upload.thread = args.thread_ts;
      }
      return { files };
    },
  },
};

/** Takes the bytes of an upload; refuses a length that was not announced. */
export async function receiveUpload(world: World, id: string, request: Request): Promise<void> {
  const upload = world.uploads.get(id);
  const body = (await request.formData()).get('body');
  if (!upload || !(body instanceof Blob)) throw new Refusal('file_not_found');
  const content = Buffer.from(await body.arrayBuffer());
  if (content.length !== upload.length) throw new Refusal('invalid_length');
  upload.content = content;
}

/** The ids of the files that blocks show as images. */
export const imageFiles = (blocks: Json[]): string[] =>
  blocks.filter(({ type }) => type === 'image').map(({ slack_file }) => slack_file.id);

/** Refuses images of files that are unknown, not uploaded to their end, or not looked through by Slack yet. */
export function checkImageFiles(world: World, blocks: Json[]): void {
  for (const id of imageFiles(blocks)) {
    const upload = world.uploads.get(id);
    if (!upload?.isComplete) throw new Refusal('invalid_blocks', 'invalid slack file');
    if (upload.unreadyTries > 0) {
      upload.unreadyTries -= 1;
      throw new Refusal('invalid_blocks', 'invalid slack file');
    }
  }
}
