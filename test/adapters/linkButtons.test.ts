import { reply } from 'hashdesk';
import { describe, expect, it } from 'vitest';
import { render as discord } from '../../adapters/discord/render.ts';
import { render as slack } from '../../adapters/slack/render.ts';
import { render as telegram } from '../../adapters/telegram/render.ts';

const now = Date.parse('2026-11-22T12:00:12.000Z');

const withLink = (length: number) => {
  const url = 'https://desk.example.com/sheet/#1.'.padEnd(length, 'A');
  const action = { label: 'Sheet', command: 'sheet a1', style: 'plain' as const, url };
  return { url, said: reply({ title: 'Rockdale', blocks: [{ kind: 'actions', actions: [action] }] }) };
};

const platforms = {
  Slack: { most: 3000, render: slack },
  Discord: { most: 512, render: discord },
  Telegram: { most: 2048, render: telegram },
};

describe('an action with an address', () => {
  it.each(Object.entries(platforms))('opens it on %s', (_, { most, render }) => {
    const { url, said } = withLink(most);
    const shown = JSON.stringify(render({ reply: said, now }));
    expect(shown).toContain(url);
    expect(shown).not.toContain('sheet a1');
  });

  it.each(Object.entries(platforms))('runs its command where %s takes no address of that length', (_, at) => {
    const { url, said } = withLink(at.most + 1);
    const shown = JSON.stringify(at.render({ reply: said, now }));
    expect(shown).not.toContain(url);
    expect(shown).toContain('sheet a1');
  });
});
