/** The chat adapters by name, loaded when used. To add one: a folder here, and a line. */
export const adapters = {
  console: () => import('./console/index.ts'),
  slack: () => import('./slack/index.ts'),
  discord: () => import('./discord/index.ts'),
  telegram: () => import('./telegram/index.ts'),
};
