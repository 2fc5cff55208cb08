import { type Reply, renderPlain } from 'hashdesk/chat';

const MOST_CHARACTERS = 2_000;
const MOST_BUTTONS = 5;
const MOST_LABEL = 40;

/** The messages that show a reply; text is text here, and means nothing. */
export function render({ reply, id, now }: { reply: Reply; id: string; now: number }): object[] {
  const text = renderPlain({ reply, now, width: 200 });
  const messages: object[] = pages(text).map((text) => ({ text }));
  const actions = reply.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const buttons = actions.map(({ label, command }) => ({
    label: label.slice(0, MOST_LABEL),
    value: command,
  }));
  const forms = reply.blocks.filter((block) => block.kind === 'form');
  const files = reply.blocks.filter((block) => block.kind === 'file');
  const more = [
    ...split(buttons, MOST_BUTTONS).map((buttons) => ({ text: '', buttons })),
    ...forms.map(({ title, fields }, at) => ({
      text: '',
      forms: [{ title, key: `${id} form ${at}`, fields: fields.map(({ name }) => name) }],
    })),
    ...files.map(({ name, content }) => ({ text: '', file: { name, text: String(content) } })),
  ];
  const calls = reply.mentions && { calls: reply.mentions };
  return [...messages, ...more].map((message, at) => ({
    ...message,
    ...(at === 0 && calls),
    id: `${id} ${at}`,
  }));
}

/** Whole lines, as many as a message holds; none is longer than the width. */
function pages(text: string): string[] {
  const found = [''];
  for (const line of text.split('\n')) {
    if (found.at(-1)!.length + line.length + 1 > MOST_CHARACTERS) found.push('');
    found[found.length - 1] += `${line}\n`;
  }
  return found;
}

function split<T>(whole: readonly T[], most: number): T[][] {
  const count = Math.ceil(whole.length / most);
  return Array.from({ length: count }, (_, at) => whole.slice(at * most, (at + 1) * most));
}
