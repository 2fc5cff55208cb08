import { join } from 'node:path';
import { adapterKind } from 'hashdesk/chat';
import { z } from 'zod';
import { consoleIncoming } from './receive.ts';

/** The terminal of the process itself, with one person at it: the operator. */
export const terminal = adapterKind({
  name: 'console',
  variables: {
    /** Any value: no colour in the terminal (no-color.org). */
    NO_COLOR: z.string().optional(),
  },
  // As they stand in what is copied out of a chat.
  mentions: [
    ['person', /<@!?([A-Z0-9]{2,32})>/],
    ['role', /<@&([A-Z0-9]{2,32})>/],
    ['channel', /<#([A-Z0-9]{2,32})>/],
  ],
  configure({ NO_COLOR }) {
    const colour = NO_COLOR === undefined;
    return {
      terminal: { colour, question: (text) => consoleIncoming({ text }) },
      async create({ dataDirectory, now }) {
        const [{ consoleAdapter }, { saveFile }] = await Promise.all([
          import('./connect.ts'),
          import('./files.ts'),
        ]);
        const { stdin: input, stdout: output } = process;
        return consoleAdapter({
          input,
          output,
          colour,
          now,
          historyFile: join(dataDirectory, 'console-history'),
          saveFile: (file) => saveFile(file),
        });
      },
    };
  },
});
