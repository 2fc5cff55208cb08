import fc from 'fast-check';
import { hostileTexts } from '../replies/replies.ts';

/** What people write, and what is written to break a message. */
export const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(...hostileTexts),
  fc.nat({ max: 16_000 }).map((length) => 'x '.repeat(length / 2)),
  fc.nat({ max: 300 }).map((count) => '💥'.repeat(count * 10)),
  fc.constantFrom('', ' ', '\n\n', 'site', '\ud800'),
);
