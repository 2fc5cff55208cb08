import { InteractionType as Type } from 'discord.js';
import { reply } from 'hashdesk/chat';
import { ask, type Received, type ReceivedOf, type Reception, say } from './ask.ts';
import { failureOf } from './errors.ts';
import { fileReader } from './files.ts';
import { LIMITS } from './limits.ts';
import { answerMessage } from './messages.ts';
import { press, submit } from './presses.ts';
import {
  type Asker,
  commandOf,
  type FileSent,
  type Interaction,
  type Message,
  type OptionSent,
} from './receive.ts';
import { FILE_PARAMETER, PRIVATE_OPTION, parameterName } from './setup/options.ts';

/** Answers a mention or a direct message. A mention alone asks for help. */
export function receiveMessage(received: {
  at: Reception;
  asker: Asker;
  message: Message;
  text: string;
  inReply?: true;
}): Promise<void> {
  const { at, asker, message, text, inReply } = received;
  const attachment = fileReader({ files: message.attachments, fetch: at.fetch, apiUrl: at.apiUrl });
  const ask = { text: text || 'help' };
  return answerMessage({ desk: at, asker, id: message.id }, () =>
    at.bot.handle({ id: message.id, ...asker, ask, attachment, ...(inReply && { inReply }) }),
  );
}

/** Answers whatever kind of interaction it is. */
export function receiveInteraction(received: Received & { interaction: Interaction }): Promise<void> {
  return answered(received).catch((error) => {
    received.at.log.error({ failure: failureOf(error) }, 'An interaction failed');
    return say(received, FAULT);
  });
}

const FAULT = reply({
  title: 'Hashdesk could not answer because of a fault of its own. Please try again.',
  tone: 'error',
  visibility: 'private',
});

function answered(received: Received & { interaction: Interaction }): Promise<void> {
  const { interaction } = received;
  switch (interaction.type) {
    case Type.ApplicationCommand:
      return runCommand({ ...received, interaction });
    case Type.ApplicationCommandAutocomplete:
      return complete({ ...received, interaction });
    case Type.MessageComponent:
      return press({ ...received, interaction });
    case Type.ModalSubmit:
      return submit({ ...received, interaction });
  }
}

function runCommand({ at, asker, interaction }: ReceivedOf<Type.ApplicationCommand>): Promise<void> {
  const { path, leaves, files } = commandOf(interaction.data);
  const options = Object.fromEntries(leaves.map((leaf) => typed({ at, path, leaf, files })));
  const hidden = leaves.some(({ name, value }) => name === PRIVATE_OPTION && value === true);
  return ask({
    at,
    asker,
    interaction,
    hidden,
    ask: { command: path, options },
    files: Object.values(files),
  });
}

/** An option as the parameter it stands for; a file as its name. */
function typed(asked: { at: Reception; path: string[]; leaf: OptionSent; files: Record<string, FileSent> }) {
  const { at, path, leaf, files } = asked;
  const name = parameterName({ commands: at.bot.commands, path, option: leaf.name });
  const value = name === FILE_PARAMETER ? files[String(leaf.value)]?.filename : undefined;
  return [name, value ?? String(leaf.value)];
}

/** Suggestions for the option that is being typed; none when they take too long. */
async function complete({
  at,
  asker,
  interaction,
}: ReceivedOf<Type.ApplicationCommandAutocomplete>): Promise<void> {
  const { path, leaves } = commandOf(interaction.data);
  const focused = leaves.find((leaf) => leaf.focused);
  if (!focused) return void (await at.api.suggest(interaction, []));
  const name = parameterName({ commands: at.bot.commands, path, option: focused.name });
  const prefix = `${path.join(' ')} ${name}=`;
  const text = `${prefix}${focused.value}`;
  const lines = at.bot.complete({ ...asker, text }).catch(() => []);
  const found = await Promise.race([lines, at.wait(LIMITS.deferAfterMs).then((): string[] => [])]);
  const values = found.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  await at.api.suggest(
    interaction,
    values
      .filter(fitsChoice)
      .slice(0, LIMITS.choices)
      .map((value) => ({ name: value, value })),
  );
}

const fitsChoice = (value: string) => value.trim() !== '' && value.length <= LIMITS.choice;
