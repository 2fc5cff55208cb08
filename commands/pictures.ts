import { command, parameters, reply } from 'hashdesk';

export default command({
  name: 'pictures',
  summary: 'Whether pictures here are light or dark: those of answers, alerts and digests',
  parameters: {
    theme: parameters.choice({
      description: 'What they are from now on',
      positional: true,
      values: ['light', 'dark'],
    }),
  },
  examples: ['pictures dark', 'pictures'],
  mayChange: true,
  async run({ theme }, { pictures }) {
    if (theme === undefined) return reply({ title: `Pictures are ${await pictures.theme()} here` });
    await pictures.setTheme(theme);
    return reply({ title: `Pictures are ${theme} here from now on`, tone: 'good' });
  },
});
