/** What the bot may do in a workspace, each scope with its reason. */
export const SCOPES: Record<string, string> = {
  'app_mentions:read': 'to be asked by mention',
  'chat:write': 'to answer',
  commands: 'to be asked by /hashdesk',
  'files:read': 'to read a fleet that someone attaches',
  'files:write': 'to answer with files and images',
  'im:history': 'to be asked in direct messages',
  'im:write': 'to answer in direct messages',
  'usergroups:read': 'to know who is in a user group that may read or change',
  'users:read': 'to know who is a full member or an admin',
};

/** Scopes by which a message that was posted without an answer is found again, so that it is never posted twice. */
export const HISTORY_SCOPES = ['channels:history', 'groups:history'];

/** One line for each scope that is missing, with the fix. */
export function missingScopes(granted: readonly string[]): string[] {
  return Object.entries(SCOPES)
    .filter(([scope]) => !granted.includes(scope))
    .map(
      ([scope, reason]) =>
        `The Slack app lacks the scope ${scope} (${reason}): add it under OAuth & Permissions, then reinstall the app.`,
    );
}
