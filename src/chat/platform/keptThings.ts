import { createHash } from 'node:crypto';
import { z } from 'zod';
import { replySchema } from '../replySchema.ts';

/**
 * Of what a button stands for: whom it was shown to, who alone may use it (nobody: it was posted for all), and whether
 * it tells of sites.
 */
export const keptOwnership = { owner: z.string().optional(), readsSites: replySchema.shape.readsSites };

/**
 * The key of what a button stands for, as its schema has read it: reading orders its parts. The same thing always has
 * the same key, so that keeping it twice is keeping it once.
 */
export const keptKey = (kept: object): string =>
  createHash('sha256').update(JSON.stringify(kept)).digest('base64url').slice(0, 24);
