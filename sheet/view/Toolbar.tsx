import { useSignal } from '@preact/signals';
import { csvOf } from '../export/csv.ts';
import { save } from '../export/save.ts';
import { answer, command, keep, link, linked, question, reset, threads } from '../state.ts';

/** What can be done with the answer as a whole. */
export function Toolbar() {
  const said = useSignal('');
  const reply = answer.value;
  const copy = async () => {
    said.value = (await copied(link.value))
      ? 'The link is copied.'
      : 'Copy the link from the address of this page.';
  };
  return (
    <div class="toolbar" role="toolbar" aria-label="Actions">
      <button type="button" onClick={reset} disabled={question.value === linked.value}>
        Reset
      </button>
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <button type="button" onClick={() => void keep()} disabled={!reply}>
        Keep to compare
      </button>
      <button type="button" onClick={() => window.print()}>
        Print
      </button>
      <button
        type="button"
        disabled={!reply}
        onClick={() =>
          reply &&
          void csvOf(reply).then((text) =>
            save({ name: `${question.value.topic}.csv`, type: 'text/csv', content: text }),
          )
        }
      >
        CSV
      </button>
      <button type="button" disabled={!reply} onClick={() => void saveWorkbook()}>
        XLSX
      </button>
      <span role="status">{said.value}</span>
    </div>
  );
}

/** What makes the file is fetched when somebody wants it. */
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
async function copied(text: string): Promise<boolean> {
  history.replaceState(null, '', text);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
