/** Hands a file to whoever looks at the page. */
export function save({
  name,
  type,
  content,
}: {
  name: string;
  type: string;
  content: string | Uint8Array<ArrayBuffer>;
}): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Some browsers read the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
