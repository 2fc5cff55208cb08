import { describe, expect, it } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { grantee } from '../../src/chat/parameters/index.ts';
import { createLog } from '../../src/common/log.ts';
import { readConfig, variableNames } from '../../src/config.ts';
import { toy } from '../support/toy/index.ts';

describe('an adapter that is a folder and a line', () => {
  const kinds = [...adapters, toy];
  const token = 'toy-fedcba9876543210fedcba9876543210';

  it('is configured by its own variables, which .env.example is held against', () => {
    const { chats } = readConfig({ TOY_TOKEN: token }, kinds);
    expect(chats.find(({ name }) => name === 'toy')?.secrets).toEqual([token]);
    expect(readConfig({}, kinds).chats.map(({ name }) => name)).not.toContain('toy');
    expect(variableNames(kinds)).toEqual(expect.arrayContaining(['TOY_TOKEN', 'TOY_URL']));
    expect(() => readConfig({ TOY_URL: 'toy' }, kinds)).toThrow(/TOY_URL: must be an http or https origin/);
  });

  it('has its tokens taken out of the log, in whatever text', () => {
    const lines: string[] = [];
    const patterns = kinds.flatMap(({ tokenPatterns = [] }) => tokenPatterns);
    createLog({ level: 'info', write: (line) => lines.push(line), patterns }).info(
      { said: `with ${token}` },
      token,
    );
    expect(lines.join('')).not.toContain(token);
  });

  it('has its mentions read', () => {
    const { read } = grantee({ description: 'Who' });
    const lookup = { sites: [], ...(toy.mentions && { mentions: toy.mentions }) };
    expect(read('{person:ada} --yes', lookup)).toEqual({
      value: { kind: 'person', id: 'ada' },
      rest: ' --yes',
    });
  });
});
