import { useSignal } from '@preact/signals';
import {
  answer,
  command,
  isTurned,
  keep,
  question,
  refusalOf,
  reset,
  threads,
  writeAddress,
} from '../state.ts';

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
      <button type="button" class="on-phone" onClick={() => goTo('form')}>
        Inputs
      </button>
      <button type="button" onClick={reset} disabled={!isTurned.value}>
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
      <button type="button" disabled={!reply} onClick={run(() => saveAs('Csv'))}>
        CSV
      </button>
      <button type="button" disabled={!reply} onClick={run(() => saveAs('Workbook'))}>
        XLSX
      </button>
      <span role="status">{said.value}</span>
    </div>
  );
}

/** On a phone the inputs stand below the answer, and one of the two is out of sight. */
export function goTo(part: 'main' | 'form'): void {
  const there = document.querySelector<HTMLElement>(part)!;
  there.scrollIntoView();
  there.focus({ preventScroll: true });
}

/** What makes a file is fetched when somebody wants it. */
async function saveAs(kind: 'Csv' | 'Workbook'): Promise<void> {
  const asked = {
    question: question.value,
    command: command.value!,
    reply: answer.value!,
    threads: threads(),
  };
  const { saveCsv, saveWorkbook } = await import('../export/files.ts');
  await { Csv: saveCsv, Workbook: saveWorkbook }[kind](asked);
}

/** Not every page may write to the clipboard: the address says the same. */
async function copy(): Promise<string> {
  const link = await writeAddress();
  try {
    await navigator.clipboard.writeText(link);
    return 'The link is copied.';
  } catch {
    return 'Copy the link from the address of this page.';
  }
}
