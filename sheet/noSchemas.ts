/**
 * Stands where answers import zod from: their schemas guard what comes from networks and disks, and a browser has
 * neither. What the sheet itself reads is checked with zod/mini, in `src/sheet`. A schema that is used all the same
 * fails loudly.
 */
const refuse = (): never => {
  throw new Error('A schema was used that the sheet does not have.');
};

const schema: unknown = new Proxy(() => schema, {
  get: (_, name) => (/parse/i.test(String(name)) ? refuse : schema),
});

export const z = schema;
