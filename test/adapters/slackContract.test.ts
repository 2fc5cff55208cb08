import { chatAdapterContract } from '../contracts/chatAdapter.ts';
import type { Delivery } from '../support/slack/deliveries.ts';
import { ADA, CHANNEL, openSlack } from '../support/slack/session.ts';

for (const transport of ['socket', 'http'] as const) {
  chatAdapterContract({
    name: transport === 'socket' ? 'Slack over Socket Mode' : 'Slack over signed HTTP',
    async start(bot) {
      const { slack, adapter, screen, close } = await openSlack({ bot, transport });
      let last: Delivery | undefined;
      return {
        adapter,
        address: { adapter: 'slack', tenant: `slack:${slack.team}`, channel: CHANNEL },
        async say(text) {
          last = slack.command({ user: ADA, channel: CHANNEL, text });
          await last.ack;
        },
        async redeliver() {
          slack.deliveries.redeliver(last!);
        },
        shown: screen.shown,
        live: screen.live,
        close,
      };
    },
  });
}
