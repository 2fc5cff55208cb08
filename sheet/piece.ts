import { UserError } from '../src/common/errors.ts';

/**
 * What `load` imports. The build puts this around every import of a piece of the page, by the name that Vite gives its
 * own helper.
 * @throws UserError where the piece cannot be had: there is no network, or the sheet was renewed since the page was opened.
 */
export const __vitePreload = <T>(load: () => Promise<T>): Promise<T> =>
  load().catch((error) => {
    console.warn(error);
    throw new UserError(
      'A part of this page could not be loaded: there is no network, or the sheet has changed since you opened it. Reload the page once you are online.',
    );
  });
