import type { App, ViewSubmitAction } from '@slack/bolt';
import { FORM_VIEW } from '../forms.ts';
import type { Workspaces } from '../oauth/workspaces.ts';
import { clickSchema, homeSchema, submissionSchema } from '../payloads.ts';
import type { Background } from '../transport/background.ts';
import { type AgentView, FEEDBACK } from './agent.ts';
import type { Home } from './home.ts';
import { followPress, type PressMeans } from './presses.ts';
import type { Submissions } from './submissions.ts';

/** Listens for buttons, modals and the tabs of the app. */
export function receiveInteractions(asked: {
  app: App;
  workspaces: Workspaces;
  background: Background;
  presses: PressMeans;
  submissions: Submissions;
  home: Home;
  agent: AgentView;
}): void {
  const { app, workspaces, background, presses, submissions, home, agent } = asked;

  app.action(/^(?:run|form|share):/, async ({ ack, body, context }) => {
    const click = clickSchema.parse(body);
    await ack();
    void background(async () =>
      followPress({ ...presses, click, workspace: await workspaces.of(context.teamId) }),
    );
  });

  app.action(FEEDBACK, async ({ ack, body }) => {
    const [useful, answer] = clickSchema.parse(body).actions[0].value.split(' ');
    await ack();
    presses.log.info({ answer, useful: useful === 'useful' }, 'Somebody said whether an answer was useful');
  });

  app.view<ViewSubmitAction>(FORM_VIEW, async ({ ack, body, context }) => {
    const submission = submissionSchema.parse(body);
    const workspace = await workspaces.of(context.teamId);
    await background(() => submissions({ submission, workspace, acknowledge: ack }));
  });

  app.event('app_home_opened', async ({ body, context }) => {
    const { event_id: id, event } = homeSchema.parse(body);
    const { tab, user, channel } = event;
    void background(async () => {
      const workspace = await workspaces.of(context.teamId);
      if (tab === 'home') await home.publish({ id, workspace, user, channel });
      if (tab === 'messages') await agent.opened({ workspace, channel });
    });
  });
}
