import { reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../../adapters/slack/setup/manifest.ts';
import { commands as deskCommands } from '../../../commands/index.ts';
import { findCommand } from '../../../src/chat/read/parse.ts';
import { scriptedBot } from '../../support/bots.ts';
import { BOT_SCOPES } from '../../support/slack/world.ts';

const { commands } = scriptedBot(() => reply({ title: 'T' }));

describe('slackManifest()', () => {
  it('is for Socket Mode without a public address', () => {
    const { features, oauth_config, settings } = slackManifest({ commands });
    expect(features.slash_commands).toEqual([
      {
        command: '/hashdesk',
        description: 'What mining earns, costs and risks',
        usage_hint: 'hashprice, profit, site',
        should_escape: true,
      },
      { command: '/hashprice', description: 'Hashprice now', usage_hint: '', should_escape: true },
      { command: '/profit', description: 'What a site earns', usage_hint: 'demo', should_escape: true },
    ]);
    expect(oauth_config).toEqual({ scopes: { bot: BOT_SCOPES } });
    expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(JSON.stringify(settings)).not.toContain('request_url');
  });

  it('names the public address everywhere for HTTP', () => {
    const { features, oauth_config, settings } = slackManifest({
      commands,
      publicUrl: 'https://desk.example.com',
    });
    const url = 'https://desk.example.com/slack/events';
    expect(features.slash_commands.map((one) => 'url' in one && one.url)).toEqual([url, url, url]);
    expect(oauth_config.redirect_urls).toEqual(['https://desk.example.com/slack/oauth_redirect']);
    expect(settings.event_subscriptions).toMatchObject({ request_url: url });
    expect(settings.interactivity).toMatchObject({ request_url: url });
    expect(settings.socket_mode_enabled).toBe(false);
  });

  it('has the view for agents only where it is asked for, with lines that are commands', () => {
    const { features, oauth_config, settings } = slackManifest({ commands, agent: true });
    expect(oauth_config.scopes.bot).toEqual([...BOT_SCOPES, 'assistant:write']);
    // Of the older view only, and of a button that would stop nothing.
    for (const event of ['assistant_thread_started', 'agent_session_stopped'])
      expect(settings.event_subscriptions.bot_events).not.toContain(event);
    const lines = features.agent_view?.suggested_prompts.map(({ message }) => message) ?? [];
    expect(lines).toHaveLength(4);
    expect(lines.map((line) => findCommand(line, deskCommands).command.name)).toEqual([
      ...['hashprice', 'profit', 'halving', 'pivot'],
    ]);
    expect(slackManifest({ commands }).features).not.toHaveProperty('agent_view');
  });

  it('asks for the history only when nothing may be posted twice', () => {
    const scopes = slackManifest({ commands, exactlyOnce: true }).oauth_config.scopes.bot;
    expect(scopes).toEqual([...BOT_SCOPES, 'channels:history', 'groups:history']);
  });

  it('refuses HTTP without a public address', () => {
    expect(() => slackManifest({ commands, socketMode: false })).toThrow('needs PUBLIC_URL');
  });

  it('listens to everything that the adapter answers', () => {
    expect(slackManifest({ commands }).settings.event_subscriptions.bot_events).toEqual([
      'app_home_opened',
      'app_mention',
      'app_uninstalled',
      'message.im',
      'tokens_revoked',
    ]);
  });
});
