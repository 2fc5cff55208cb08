import { adapterKind, variable } from 'hashdesk/chat';

/** A platform of the tests, described as any other: `test/support/httpChat.ts`. */
export const toy = adapterKind({
  name: 'toy',
  variables: {
    TOY_TOKEN: variable.text.optional(),
    TOY_URL: variable.origin.optional(),
  },
  configure({ TOY_TOKEN: token, TOY_URL: url = 'https://toy.example' }) {
    if (token === undefined) return undefined;
    return {
      secrets: [token],
      async create(means) {
        const { toyAdapter } = await import('./connect.ts');
        return toyAdapter({ ...means, config: { token, url } });
      },
    };
  },
  tokenPatterns: [/\btoy-[0-9a-f]{32}\b/],
  mentions: [['person', /\{person:([a-z]+)\}/]],
});
