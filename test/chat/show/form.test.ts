import { describe, expect, it } from 'vitest';
import { type Form, type FormField, reply } from '../../../src/chat/reply.ts';
import { correctable, filledForm, formLine } from '../../../src/chat/show/form.ts';

const field = (name: string, value?: string): FormField => ({
  name,
  label: `The ${name}`,
  required: false,
  multiline: false,
  ...(value !== undefined && { value }),
});
const form: Form = {
  title: 'Edit Rockdale',
  command: 'site edit "Rockdale"',
  fields: [field('name'), field('fee', '2%'), field('note')],
};

describe('filledForm() and formLine()', () => {
  it('leave out what was empty and stays empty, and send what was taken out', () => {
    const filled = filledForm(form, { name: ' ', fee: '', note: 'C:\\a "b"\nc' });
    expect(formLine(filled)).toBe('site edit "Rockdale" fee="" note="C:\\\\a \\"b\\"\nc"');
  });

  it('keep what other pages of the form hold', () => {
    const first = filledForm(form, { name: 'Rock' });
    expect(formLine(filledForm(first, { note: 'x' }))).toBe(
      'site edit "Rockdale" name="Rock" fee="2%" note="x"',
    );
  });
});

describe('correctable()', () => {
  const refusal = { title: 'I read “x”.', tone: 'error', parameter: 'fee' } as const;

  it('gives the form back as it was filled in, and names the field that is wrong', () => {
    const filled = filledForm(form, { fee: 'x' });
    expect(correctable(reply(refusal), filled).blocks).toEqual([
      { kind: 'text', parts: ['This is about “The fee”.'] },
      { kind: 'form', ...filled },
    ]);
  });

  it('names no field when the refusal is about none of them', () => {
    const { blocks } = correctable(reply({ ...refusal, parameter: 'site' }), form);
    expect(blocks.map(({ kind }) => kind)).toEqual(['form']);
  });
});
