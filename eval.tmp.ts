import { corpus, outcomeOf } from './test/support/corpus.ts';
const { seen, held } = corpus();
const rate = (name: string, list: any[], show: boolean) => {
  const c: any = { right: 0, wrong: 0, 'asked back': 0 };
  const out: string[] = [];
  for (const a of list) { const { outcome, reading } = outcomeOf(a); c[outcome]++;
    if (outcome !== 'right') out.push(`${outcome === 'wrong' ? 'W' : 'A'} ${a.question} => ${a.lines.join(' or ')}${a.lines.length ? '' : '? ' + a.offered.join(' | ')}   GOT ${reading.line ?? '? ' + reading.offered.slice(0, 3).join(' | ')} [${reading.unread.join(',')}]`); }
  if (show) console.log(out.join('\n'));
  console.log(name, list.length, c, (100 * c.right / list.length).toFixed(1), (100 * c.wrong / list.length).toFixed(2));
};
if (process.argv[2] !== 'held') rate('seen', seen, true); else { rate('seen', seen, false); rate('held', held, false); }
