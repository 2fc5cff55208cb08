import { render } from 'preact';
import { firstQuestion } from './first.ts';
import './sheet.css';
import { begin, linkProblem } from './state.ts';
import { Page } from './view/Page.tsx';

const embedded = document.getElementById('question')?.textContent ?? '';

/** Where no server is behind the page there is nobody to ask. */
async function market(): Promise<unknown> {
  if (!location.protocol.startsWith('http')) throw new Error('No server');
  const response = await fetch('../api/market.json');
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return response.json();
}

async function open(fragment: string): Promise<void> {
  const { question, problem } = await firstQuestion({ fragment, embedded, market });
  linkProblem.value = problem;
  begin(question);
}

void open(location.hash).then(() => render(<Page />, document.getElementById('sheet')!));
// A link pasted into the address of the open page is another question.
window.addEventListener('hashchange', () => void open(location.hash));

// On paper nothing can be opened.
let opened: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const it of opened) it.open = true;
});
addEventListener('afterprint', () => {
  for (const it of opened) it.open = false;
});
