import { ComponentType, type InteractionType as Type } from 'discord.js';
import { correctable, filledForm, formLine, reply } from 'hashdesk/chat';
import { ask, type Received, type ReceivedOf, say } from './ask.ts';
import { modalFor, pageCount } from './forms.ts';
import type { Dialog, Kept } from './keptButtons.ts';
import { dialogButton, readPress } from './message/buttons.ts';
import { render } from './render.ts';

const EXPIRED = reply({
  title: 'This button is too old, or was made before a change. Please ask again.',
  tone: 'error',
  visibility: 'private',
});

/** The permissions of whoever presses count: the line is asked in their name. */
export async function press(received: ReceivedOf<Type.MessageComponent>): Promise<void> {
  const wanted = readPress(received.interaction.data.custom_id);
  if (!wanted) return say(received, EXPIRED);
  if ('run' in wanted) return ask({ ...received, hidden: false, ask: { text: wanted.run } });
  const kept = await keptUnder(received, wanted.key);
  if (kept?.kind === 'command') return ask({ ...received, hidden: false, ask: { text: kept.command } });
  const refusal = kept && (await refusalOf(received, kept));
  if (refusal) return say(received, refusal);
  switch (kept?.kind) {
    case 'share':
      return say(received, kept.reply);
    case 'dialog':
      return void (await received.at.api.openModal(received.interaction, modalFor(kept, wanted.page)));
    case undefined:
      return say(received, EXPIRED);
  }
}

const NOT_YOURS = reply({
  title: 'This button was made for somebody else. Ask yourself to get one of your own.',
  tone: 'error',
  visibility: 'private',
});

/** What was kept is its owner's, and theirs only while they may read it. */
async function refusalOf({ at, asker }: Received, kept: Exclude<Kept, { kind: 'command' }>) {
  if (kept.owner !== undefined && kept.owner !== asker.person.id) return NOT_YOURS;
  return at.bot.refuse({ ...asker, kept });
}

function keptUnder({ at, asker }: Received, key: string): Promise<Kept | undefined> {
  return at.kept.get(asker.address.tenant, key);
}

/** A dialog's page comes back: the next page is offered, or the line that the whole stands for is asked. */
export async function submit(received: ReceivedOf<Type.ModalSubmit>): Promise<void> {
  const { custom_id, components } = received.interaction.data;
  const wanted = readPress(custom_id);
  const kept = wanted && 'key' in wanted ? await keptUnder(received, wanted.key) : undefined;
  if (!wanted || !('key' in wanted) || kept?.kind !== 'dialog') return say(received, EXPIRED);
  const refusal = await refusalOf(received, kept);
  if (refusal) return say(received, refusal);
  const values = components.map(({ component }) => [component.custom_id, component.value]);
  const dialog = filledForm(kept, Object.fromEntries(values));
  const next = wanted.page + 1;
  if (next < pageCount(dialog)) return offer(received, dialog, next);
  return ask({ ...received, hidden: false, ask: { text: formLine(dialog) } }, (said) =>
    said?.tone === 'error' ? correctable(said, dialog) : said,
  );
}

/** Discord opens no dialog from a dialog: a button does. */
async function offer({ at, asker, interaction }: Received, dialog: Dialog, page: number): Promise<void> {
  const { button } = dialogButton({ dialog, page, label: 'Continue' });
  await at.kept.keep(asker.address.tenant, [dialog]);
  const said = reply({
    title: `${dialog.title}: page ${page} of ${pageCount(dialog)} is filled in`,
    visibility: 'private',
  });
  const [post] = render({ reply: said, now: at.now() }).posts;
  const components = [{ type: ComponentType.ActionRow as const, components: [button] }];
  await at.api.show(interaction, { ...post!, components }, true);
}
