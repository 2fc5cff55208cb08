import { chatAdapterContract } from '../../contracts/chatAdapter.ts';
import type { Delivery } from '../../support/slack/deliveries.ts';
import { liveIn, screenOf } from '../../support/slack/screen.ts';
import { ADA, CHANNEL, GRACE, openSlack, until } from '../../support/slack/session.ts';
import { BOT_USER, type Json } from '../../support/slack/world.ts';

for (const transport of ['socket', 'http'] as const) {
  chatAdapterContract({
    name: transport === 'socket' ? 'Slack over Socket Mode' : 'Slack over signed HTTP',
    skips: {
      replies: 'Slack hands over what is written in a thread only to apps that may read the whole channel',
    },
    async start(bot) {
      const { slack, adapter, screen, log, close } = await openSlack({ bot, transport });
      const { world } = slack;
      let last: Delivery | undefined;
      const ask = async (delivery: Delivery) => {
        last = delivery;
        await delivery.ack;
      };
      const withButton = (label: string) =>
        screen.messages().find(({ blocks }) => JSON.stringify(blocks).includes(`"${label}"`));
      const where = { user: ADA, channel: CHANNEL };
      return {
        adapter,
        address: { adapter: 'slack', tenant: `slack:${slack.team}`, channel: CHANNEL },
        say: (text) => ask(slack.command({ ...where, text })),
        async redeliver() {
          slack.deliveries.redeliver(last!);
        },
        shown: screen.shown,
        bystander: screenOf(world, GRACE).shown,
        live: () => screen.live(),
        called: () =>
          [...JSON.stringify(screen.messages().flatMap(liveIn)).matchAll(/<@(\w+)>/g)].map(
            ([, id = '']) => id,
          ),
        someone: GRACE,
        refused: () => log.filter((line) => /"level":"(?:warn|error)"/.test(line)),
        echo: () =>
          ask(
            slack.event({
              type: 'app_mention',
              ...where,
              user: BOT_USER,
              bot_id: 'B0000000001',
              ts: '1.1',
              text: `<@${BOT_USER}> halving`,
            }),
          ),
        async press(label) {
          await until(() => withButton(label) !== undefined);
          await ask(slack.click({ user: ADA, label, message: withButton(label)! }));
        },
        async fill(title, values) {
          await until(() => withButton(title) !== undefined);
          await ask(slack.click({ user: ADA, label: title, message: withButton(title)! }));
          const modal = () => world.views.find(({ kind }) => kind === 'modal');
          await until(() => modal() !== undefined);
          const inputs: Json[] = modal()!.view.blocks.filter(({ type }: Json) => type === 'input');
          const typed = inputs.map(({ block_id, label }) => [block_id, values[label.text] ?? '']);
          await ask(slack.submit({ user: ADA, view: modal()!, typed: Object.fromEntries(typed) }));
        },
        async attach({ name, text }) {
          slack.downloads.set(name, { content: text, type: 'text/csv' });
          const url_private_download = `${slack.origin}/files/${name}`;
          await ask(
            slack.mention({
              ...where,
              text: 'site import',
              files: [{ name, size: text.length, url_private_download }],
            }),
          );
          return name;
        },
        fail(how) {
          const method = 'chat.postMessage';
          if (how === 'limited') slack.faults.push({ method, times: 1, retryAfterSeconds: 7 });
          if (how === 'lost') slack.faults.push({ method, times: 1, status: 502, committed: true });
          if (how === 'closed') world.channels.get(CHANNEL)!.archived = true;
        },
        secrets: Object.values(slack.secrets),
        close,
      };
    },
  });
}
