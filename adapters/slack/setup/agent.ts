/**
 * What an app needs for Slack's view for agents; a workspace that has not granted the scope has none of it. The events
 * that the view lives on, messages and the opening of the app, are those of every app of ours.
 */
export const AGENT_SCOPE = 'assistant:write';

/** The view in an app's manifest. */
export const AGENT_VIEW = {
  agent_description: 'What a mining site earns, what would change it, and whether to lease it instead.',
  /** What a conversation begins with: pressing one sends its line. */
  suggested_prompts: [
    { title: 'Hashprice now', message: 'hashprice' },
    { title: 'What all our sites earn', message: 'profit all' },
    { title: 'The next halving', message: 'halving' },
    { title: 'Mine or lease the demo site', message: 'pivot demo' },
  ],
};
