import type { Topic } from '../../src/sheet/question.ts';
import { answer, beside, command, kept, linkProblem, pending, question, refusal, turnTo } from '../state.ts';
import { topicPages } from '../topics.ts';
import { AnswerView } from './Answer.tsx';
import { Inputs } from './Inputs.tsx';
import { MarketInputs } from './MarketInputs.tsx';
import { goTo, Toolbar } from './Toolbar.tsx';

/** The whole page: the questions, the inputs, the answer. */
export function Page() {
  return (
    <>
      <header>
        <p class="brand">Hashdesk sheet</p>
        <nav aria-label="Questions">
          {(Object.keys(topicPages) as Topic[]).map((topic) => (
            <button
              type="button"
              key={topic}
              aria-current={question.value.topic === topic ? 'page' : undefined}
              onClick={() => void turnTo(topic)}
            >
              {topicPages[topic].label}
            </button>
          ))}
        </nav>
      </header>
      <Problem />
      <div class="columns">
        <form aria-label="Inputs" tabIndex={-1} onSubmit={(event) => event.preventDefault()}>
          {command.value && <Inputs command={command.value} />}
          {/* Nothing of a signed deal hangs on the market. */}
          {command.value && question.value.topic !== 'comps' && <MarketInputs />}
          {beside.value?.Assumptions && <beside.value.Assumptions />}
          <button type="button" class="on-phone to-answer" onClick={() => goTo('main')}>
            See the answer
          </button>
        </form>
        <main tabIndex={-1}>
          <Toolbar />
          <Status />
          {answer.value && <AnswerView reply={answer.value} dimmed={refusal.value !== undefined} />}
          {kept.value && answer.value && <kept.value.Comparison kept={kept.value.reply} now={answer.value} />}
        </main>
      </div>
    </>
  );
}

function Problem() {
  return linkProblem.value === undefined ? null : (
    <p class="problem" role="alert">
      {linkProblem.value} This is an example instead.
    </p>
  );
}

/** What stands between what is typed and what is shown. */
function Status() {
  return (
    <div aria-live="polite">
      {refusal.value && (
        <p class="problem" id="refusal">
          {refusal.value.words}
        </p>
      )}
      {!refusal.value && pending.value && <p class="pending">{pending.value} …</p>}
    </div>
  );
}
