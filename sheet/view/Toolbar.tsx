import { useSignal } from '@preact/signals';
import { save } from '../export/save.ts';
import { answer, command, keep, link, linked, question, refusalOf, reset, threads } from '../state.ts';

/** What can be done with the answer as a whole. */
export function Toolbar() {
  const said = useSignal('');
  const reply = answer.value;
  const run = (act: () => Promise<unknown>) => async () => {
    try {
      said.value = String((await act()) ?? '');
    } catch (error) {
      said.value = refusalOf(error).words;
    }
  };
  return (
    <div class="toolbar" role="toolbar" aria-label="Actions">
      <button type="button" class="to-inputs" onClick={showInputs}>
        Inputs
      </button>
      <button type="button" onClick={reset} disabled={question.value === linked.value}>
        Reset
      </button>
      <button type="button" onClick={run(copy)}>
        Copy link
      </button>
      <button type="button" onClick={run(keep)} disabled={!reply}>
        Keep to compare
      </button>
      <button type="button" onClick={() => window.print()}>
        Print
      </button>
      <button type="button" disabled={!reply} onClick={run(saveCsv)}>
        CSV
      </button>
      <button type="button" disabled={!reply} onClick={run(saveWorkbook)}>
        XLSX
      </button>
      <span role="status">{said.value}</span>
    </div>
  );
}

/** On a phone they stand below the answer. */
function showInputs(): void {
  const inputs = document.querySelector<HTMLFormElement>('form.inputs')!;
  inputs.scrollIntoView();
  inputs.querySelector('input')?.focus({ preventScroll: true });
}

/** What makes a file is fetched when somebody wants it. */
async function saveCsv(): Promise<void> {
  const reply = answer.value!;
  const { topic } = question.value;
  const { csvOf } = await import('../export/csv.ts');
  save({ name: `${topic}.csv`, type: 'text/csv', content: csvOf(reply) });
}

async function saveWorkbook(): Promise<void> {
  const { workbookFile } = await import('../export/workbook.ts');
  const content = await workbookFile({
    question: question.value,
    command: command.value!,
    threads: threads(),
  });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  save({ name: `${question.value.topic}.xlsx`, type, content });
}

/** Not every page may write to the clipboard: the address says the same. */
async function copy(): Promise<string> {
  history.replaceState(null, '', link.value);
  try {
    await navigator.clipboard.writeText(link.value);
    return 'The link is copied.';
  } catch {
    return 'Copy the link from the address of this page.';
  }
}
