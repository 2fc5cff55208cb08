import { quote } from '../read/quote.ts';
import type { Form, Reply } from '../reply.ts';

/** The form with what was typed into it, by field; a value that was taken out becomes empty. */
export function filledForm<F extends Form>(form: F, typed: Record<string, string | undefined>): F {
  const fields = form.fields.map((field) => {
    const { name, value: before } = field;
    const value = typed[name] ?? before;
    return value === undefined || (before === undefined && value.trim() === '') ? field : { ...field, value };
  });
  return { ...form, fields };
}

/** The command line that a filled form stands for. What was taken out is in it, so that it is not kept in silence. */
export function formLine({ command, fields }: Form): string {
  const given = fields.flatMap(({ name, value }) => (value === undefined ? [] : `${name}=${quote(value)}`));
  return [command, ...given].join(' ');
}

/** A refusal with the form as it was filled in, so that it can be corrected without typing all of it again. */
export function correctable(refusal: Reply, { title, command, fields }: Form): Reply {
  const wrong = fields.find(({ name }) => name === refusal.parameter);
  const where = wrong ? [{ kind: 'text' as const, parts: [`This is about “${wrong.label}”.`] }] : [];
  return { ...refusal, blocks: [...refusal.blocks, ...where, { kind: 'form', title, command, fields }] };
}
