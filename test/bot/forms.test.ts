import { expect, it } from 'vitest';
import { LIMITS as DISCORD } from '../../adapters/discord/limits.ts';
import { LIMITS as SLACK } from '../../adapters/slack/limits.ts';
import { openTestDesk } from '../support/desk.ts';
import { ROCKDALE } from '../support/examples.ts';

/** What the platforms add to a hint of a long text. */
const ADDED = ' Up to 4,000 characters.'.length;

it.each(['site add', 'site edit rockdale', 'site import rockdale', 'whatif rockdale', 'alert add'])(
  '“%s” asks in a form that no platform must shorten',
  async (line) => {
    const { ask } = openTestDesk();
    await ask(ROCKDALE);
    const [form] = (await ask(line)).reply.blocks.filter((block) => block.kind === 'form');
    expect(form!.title.length).toBeLessThanOrEqual(SLACK.modalTitle);
    for (const { label, hint = '', multiline } of form!.fields) {
      expect(label.length, label).toBeLessThanOrEqual(DISCORD.fieldLabel);
      expect(hint.length + (multiline ? ADDED : 0), hint).toBeLessThanOrEqual(DISCORD.labelDescription);
    }
  },
);
