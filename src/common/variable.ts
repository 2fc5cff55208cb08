import { z } from 'zod';

/** Checks of what stands in a variable. */

export const text = z.string().trim().min(1);

export const origin = text.refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), {
  message: 'must be an http or https origin, for example https://mempool.space',
});
