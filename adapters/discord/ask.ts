import type { InteractionType } from 'discord.js';
import type { Bot, Incoming, Reply } from 'hashdesk/chat';
import { answerInteraction } from './answer.ts';
import { fileReader } from './files.ts';
import type { Desk } from './posting.ts';
import type { Asker, FileSent, InteractionOf } from './receive.ts';
import type { Handle } from './transport/api.ts';

/** What receiving needs besides answering. */
export interface Reception extends Desk {
  bot: Bot;
  fetch: typeof fetch;
  apiUrl?: string | undefined;
}

/** One interaction by one person. */
export interface Received {
  at: Reception;
  asker: Asker;
  interaction: Handle;
}
export type ReceivedOf<T extends InteractionType> = Received & { interaction: InteractionOf<T> };

type Asking = Received & { hidden: boolean; ask: Incoming['ask']; files?: FileSent[] };

/** Asks the bot, and answers the interaction with what `then` makes of its reply. */
export function ask({ at, asker, interaction, hidden, ask, files = [] }: Asking, then = same) {
  const question = { handle: interaction, asker, hidden };
  const attachment = fileReader({ files, fetch: at.fetch, apiUrl: at.apiUrl });
  return answerInteraction({ desk: at, question }, (progress) =>
    at.bot.handle({ id: interaction.id, ...asker, ask, attachment, progress }).then(then),
  );
}

const same = (said: Reply | undefined) => said;

/** Answers with something that needs no command. */
export function say({ at, asker, interaction }: Received, said: Reply): Promise<void> {
  const hidden = said.visibility === 'private';
  return answerInteraction({ desk: at, question: { handle: interaction, asker, hidden } }, () =>
    Promise.resolve(said),
  );
}
