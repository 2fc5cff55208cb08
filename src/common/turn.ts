/** Resolves in a later turn of the loop, so that others are heard in between. Runs in browsers too. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));
