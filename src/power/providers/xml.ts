import { SourceError } from '../../net/http.ts';
import { beginning } from './json.ts';

/** An element by its name without prefix: its elements, or its text where it has none. */
export interface Element {
  name: string;
  children: Element[];
  text: string;
}

const TOKEN = /<\?[^<>]*\?>|<!--.*?-->|<(\/?)([\w.:-]+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/suy;
const DEEPEST = 12;

/**
 * The root of an XML document of elements and text, its attributes left out. Nothing else of XML is read: no document type,
 * entities or CDATA, so that nothing in it can grow or name a file. @throws SourceError
 */
export function readXml(text: string): Element {
  const top: Element = { name: '', children: [], text: '' };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null)
      throw new SourceError(`it is no plain XML, read ${beginning(text.slice(at, at + 60))}`);
    const [, close, fullName, , empty, words] = token;
    const inner = open.at(-1)!;
    if (words !== undefined) inner.text += words;
    if (fullName === undefined) continue;
    const name = fullName.slice(fullName.indexOf(':') + 1);
    if (close === '/') {
      if (inner.name !== name || open.length === 1)
        throw new SourceError(`its XML closes ${name} that is not open`);
      open.pop();
      continue;
    }
    const element: Element = { name, children: [], text: '' };
    inner.children.push(element);
    if (empty !== '/') open.push(element);
    if (open.length > DEEPEST) throw new SourceError(`its XML is nested deeper than ${DEEPEST} elements`);
  }
  const [root] = top.children;
  if (root === undefined || top.children.length > 1 || open.length > 1 || top.text.trim() !== '')
    throw new SourceError(`it is no whole XML document, it begins with ${beginning(text)}`);
  return root;
}

export const childrenOf = ({ children }: Element, name: string): Element[] =>
  children.filter((child) => child.name === name);

/** The text of the element at a path below; undefined where there is none. @throws SourceError where one stands twice */
export function textOf(element: Element, ...path: string[]): string | undefined {
  let at = element;
  for (const name of path) {
    const found = childrenOf(at, name);
    if (found.length > 1) throw new SourceError(`${element.name} holds ${name} twice`);
    if (found.length === 0) return undefined;
    at = found[0]!;
  }
  return at.text.trim();
}
