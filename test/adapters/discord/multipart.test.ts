import { expect, test } from 'vitest';
import { withFiles } from '../../../adapters/discord/transport/multipart.ts';

const body = { content: 'größer “als” zuvor' };

test('withFiles() sends what a form parser reads back, whatever the files hold', async () => {
  const tricky = Buffer.from('\r\n--hashdesk\r\n--hashdesk.--\r\n');
  const files = [
    { name: 'hashprice.png', type: 'image/png', bytes: Uint8Array.from([0, 255, 13, 10]) },
    { name: 'größe_表.csv', type: 'text/csv', bytes: tricky },
    { name: 'empty.txt', type: 'text/plain', bytes: new Uint8Array() },
  ];
  const request = withFiles({ body, files });
  const form = await new Response(request.body as Buffer<ArrayBuffer>, {
    headers: request.headers!,
  }).formData();
  expect(JSON.parse(String(form.get('payload_json')))).toEqual(body);
  for (const [at, { name, type, bytes }] of files.entries()) {
    const file = form.get(`files[${at}]`) as File;
    expect([file.name, file.type]).toEqual([name, type]);
    expect(await file.bytes()).toEqual(new Uint8Array(bytes));
  }
  expect([...form.keys()]).toHaveLength(4);
});

test('withFiles() leaves a body as it is where there are no files', () => {
  expect(withFiles({ body, files: [] })).toEqual({ body });
});
