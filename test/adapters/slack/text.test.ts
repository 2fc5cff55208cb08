import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertMrkdwn } from '../../../adapters/slack/text.ts';
import { liveIn } from '../../support/slack/screen.ts';
import { words } from '../../support/slack/words.ts';

describe('inertMrkdwn()', () => {
  it('leaves nothing for Slack to act on', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(liveIn({ text: inertMrkdwn(text), blocks: [] })).toEqual([]);
      }),
    );
  });
});
