/** What a person reads in a file as text: of a picture nothing. */
export function fileText(bytes: Uint8Array = new Uint8Array()): string {
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50;
  return isPng ? '' : new TextDecoder().decode(bytes);
}
