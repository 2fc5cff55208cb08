import { clip, correctable, filledForm, formLine, reply, visible } from 'hashdesk/chat';
import { ask, type Received, show } from './answer.ts';
import type { Dialog, Prompt } from './keptButtons.ts';
import { LIMITS } from './limits.ts';
import { type Button, dialogButton, rowsOf } from './message/buttons.ts';
import { type Run, textsOf } from './message/layout.ts';
import { postAll } from './posting.ts';
import { isBlank } from './text.ts';
import type { Message } from './updates.ts';

/**
 * A form is a card with a button for each field. Each field is asked for by a message of the bot's that the person
 * replies to: in a group whose messages the bot may not read, replies to its own are what it is still shown.
 */

/** What of a value stands on the card. */
const VALUE_SHOWN = 100;
/** Typed to leave a field empty. */
const NOTHING = '-';

/** Asks for the first field that is required and empty; without one, shows the card. */
export async function openForm(received: Received, dialog: Dialog): Promise<void> {
  const missing = dialog.fields.findIndex(({ required, value = '' }) => required && isBlank(value));
  return missing < 0 ? showCard(received, dialog) : askField(received, { dialog, field: missing });
}

/** Asks for one field, of the person who opened the form alone. */
export async function askField(
  { at, asker, to }: Received,
  { dialog, field }: { dialog: Dialog; field: number },
): Promise<void> {
  const asked = dialog.fields[field];
  if (!asked) return;
  const { label, hint = '', value, required } = asked;
  const person = Number(asker.person.id);
  const how = required ? 'Reply to this message.' : `Reply to this message; “${NOTHING}” leaves it empty.`;
  const named: Run[] =
    to.chat < 0 && person > 0 ? [{ text: asker.person.name, mention: person }, { text: ': ' }] : [];
  const paragraphs: Run[][] = [
    [...named, { text: label, style: 'bold' }],
    [{ text: hint }],
    [{ text: value === undefined || value === '' ? '' : `Now: ${clip(value, VALUE_SHOWN)}` }],
    [{ text: how, style: 'italic' }],
  ];
  const placeholder = clip(isBlank(label) ? how : visible(label), LIMITS.placeholder);
  const [text] = textsOf(paragraphs);
  const message = await at.api.post({ to, text: text!, under: { placeholder }, repeat: 'unsent' });
  await at.kept.keepPrompt({ chat: to.chat, message }, { dialog, field, person: asker.person.id });
}

async function showCard({ at, to }: Received, dialog: Dialog): Promise<void> {
  const { title, fields } = dialog;
  const lines = fields.flatMap(({ label, value }, at): Run[] => [
    { text: `${at === 0 ? '' : '\n'}${label}: ` },
    { text: value === undefined || isBlank(value) ? '–' : clip(value, VALUE_SHOWN), style: 'bold' },
  ]);
  const buttons = fields.map(({ label }, at) => dialogButton({ dialog, text: label, to: `:${at}` }).button);
  const send: Button = dialogButton({ dialog, text: `✅ ${title}`, to: ':s' }).button;
  const texts = textsOf([[{ text: title, style: 'bold' }], lines]);
  const posts = texts.map((text, at, { length }) => ({
    ...text,
    rows: at === length - 1 ? [...rowsOf(buttons.slice(0, LIMITS.buttons - 1)), [send]] : [],
    files: [],
  }));
  await postAll({ at, to }, { posts, keep: [dialog] });
}

/** Asks the line that the filled form stands for; a refusal brings the form back as it was filled in. */
export function submitForm(received: Received, dialog: Dialog): Promise<void> {
  return ask({ ...received, text: formLine(dialog) }, (said) =>
    said.tone === 'error' ? correctable(said, dialog) : said,
  );
}

const ANSWERED = reply({
  title: 'This question has been answered. Use the buttons of the form.',
  tone: 'error',
  visibility: 'private',
});

/** Takes the answer to a question of a form. A reply by anyone else is no answer; the same one twice is one. */
export async function answerField(
  received: Received & { message: Message; prompt: Prompt },
  readFile: () => Promise<{ text: string } | undefined>,
): Promise<void> {
  const { at, asker, to, message, prompt } = received;
  if (prompt.person !== asker.person.id || prompt.answeredBy === message.message_id) return;
  if (prompt.answeredBy !== undefined) return show(received, ANSWERED);
  const typed = (await readFile())?.text ?? message.text ?? '';
  const place = { chat: to.chat, message: message.reply_to_message!.message_id };
  await at.kept.keepPrompt(place, { ...prompt, answeredBy: message.message_id });
  const { dialog, field } = prompt;
  const filled = filledForm(dialog, { [dialog.fields[field]!.name]: typed.trim() === NOTHING ? '' : typed });
  return filled.fields.length === 1 ? submitForm(received, filled) : openForm(received, filled);
}
