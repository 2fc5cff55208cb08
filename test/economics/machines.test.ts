import { describe, expect, test } from 'vitest';
import {
  announcedMachine,
  customMachine,
  findMachine,
  type Machine,
  machineEvidence,
  machineLabel,
  machines,
  OutOfRangeError,
} from '../../src/economics/index.ts';

const family = /^(Antminer|Whatsminer|AvalonMiner|Avalon|SEALMINER|Teraflux) /;

/** The ways in which people write a model. */
function looseNames(machine: Machine): string[] {
  const short = machine.model.replace(family, '');
  return [
    machine.model,
    `${machine.vendor} ${machine.model}`,
    machineLabel({ machine }),
    short,
    short.toLowerCase().replaceAll(' ', ''),
    short.toUpperCase().replaceAll(' ', '-'),
    ` ${short.replaceAll(' ', '  ')} `,
    `${short} ${machine.hashrateThPerS}T`,
    `${short} ${machine.hashrateThPerS} TH/s`,
  ];
}

const foundModel = (name: string) => {
  const result = findMachine({ name });
  return 'found' in result ? result.found.model : result.candidates.map(({ model }) => model);
};

describe('findMachine()', () => {
  test.each(machines.map((machine) => [machine.model, machine] as const))(
    'finds %s by its names',
    (model, machine) => {
      for (const name of looseNames(machine)) expect([name, foundModel(name)]).toEqual([name, model]);
    },
  );

  test.each([
    ['s21xp', 'Antminer S21 XP'],
    ['M60S++', 'Whatsminer M60S++'],
    ['s21+', 'Antminer S21+'],
    ['S21+ 235', 'Antminer S21+ 235'],
    ['s21+ 216T', 'Antminer S21+'],
    ['s21 hydro', 'Antminer S21 Hyd'],
    ['s23 immersion', 'Antminer S23 Imm'],
    ['bitmain antminer s19j-pro', 'Antminer S19j Pro'],
  ])('prefers the exact name: %s', (name, model) => {
    expect(foundModel(name)).toBe(model);
  });

  test('lists those that contain an incomplete name', () => {
    expect(foundModel('a15')).toEqual(['Avalon A1566', 'Avalon A15XP', 'Avalon A15 Pro', 'Avalon A1566I']);
    expect(foundModel('proto')).toEqual(['Proto Rig']);
    expect(foundModel('auradine')).toHaveLength(3);
  });

  test('lists at most five that are spelled nearly so', () => {
    expect(foundModel('s21xq')).toContain('Antminer S21 XP');
    expect(foundModel('m60s+++')[0]).toBe('Whatsminer M60S++');
    for (const name of ['s21xq', 'm60s+++', 's9j', 'm99']) {
      expect((findMachine({ name }) as { candidates: Machine[] }).candidates.length).toBeLessThanOrEqual(5);
    }
  });

  test.each(['', '   ', '-*/', 'zzz', 'nothing of the kind at all', 'x'.repeat(10_000)])(
    'has nothing near %j',
    (name) => {
      expect(findMachine({ name })).toEqual({ candidates: [] });
    },
  );
});

describe('the catalogue', () => {
  test.each(machines.map((machine) => [machine.model, machine] as const))(
    '%s: W agrees with TH/s × J/TH',
    (_model, machine) => {
      const { hashrateThPerS, powerW, efficiencyJPerTh } = machine;
      expect(Math.abs(powerW / (hashrateThPerS * efficiencyJPerTh) - 1)).toBeLessThan(0.002);
    },
  );

  test('has every model once, with its source', () => {
    expect(new Set(machines.map(({ model }) => model)).size).toBe(machines.length);
    expect(machines.filter(({ source }) => source === '')).toEqual([]);
    expect(machines.length).toBe(87);
  });

  test.each([
    ['Antminer S19 Pro', true, 'agreed'],
    ['Antminer S23 Hyd', true, 'agreed'],
    ['Antminer S21 XP', false, 'one list'],
    ['Proto Rig', false, 'one list'],
    ['Teraflux AH3880', false, 'lists differ'],
    ['Antminer S19 XP Hyd', false, 'lists differ'],
    ['Antminer S17+', false, 'recalled'],
  ])('%s is verified: %s, by the lists that have it', (model, verified, evidence) => {
    const machine = machines.find((one) => one.model === model)!;
    expect(machine.verified).toBe(verified);
    expect(machineEvidence({ machine })).toBe(evidence);
  });

  test('has no machine without figures, and says what is known of it', () => {
    expect(foundModel('sealminer a4')).not.toBe('SEALMINER A4');
    expect(announcedMachine({ name: 'Sealminer A4 Pro Hyd' })).toContain('no specification was found');
    expect(announcedMachine({ name: 'M76' })).toContain('no table of TH/s and W was found');
    for (const { model } of machines) expect(announcedMachine({ name: model })).toBeUndefined();
  });

  test('cannot be changed by who reads it', () => {
    expect(Object.isFrozen(machines[0])).toBe(true);
  });
});

describe('machineLabel()', () => {
  const label = (name: string) =>
    machineLabel({ machine: (findMachine({ name }) as { found: Machine }).found });

  test('is the name that people use', () => {
    expect(label('s21xp')).toBe('S21 XP');
    expect(label('whatsminer m60s++')).toBe('M60S++');
    expect(label('s17+')).toBe('S17+');
    expect(label('avalon q')).toBe('Avalon Q');
  });

  test('describes a custom machine', () => {
    const machine = customMachine({ hashrateThPerS: 234, powerW: 3510 });
    expect(machineLabel({ machine })).toBe('234 TH/s at 3,510 W');
    expect(machine).toMatchObject({ efficiencyJPerTh: 15, custom: true, verified: true });
    expect(
      machineLabel({
        machine: customMachine({ name: 'Overclocked S21', hashrateThPerS: 234, powerW: 3510 }),
      }),
    ).toBe('Overclocked S21');
  });
});

test.each([
  [{ hashrateThPerS: 0, powerW: 3510 }, 'hashrateThPerS must be between 0.1 and 10000 TH/s, read 0'],
  [{ hashrateThPerS: 234, powerW: Number.NaN }, 'powerW must be between 10 and 1000000 W, read NaN'],
  [{ hashrateThPerS: 100, powerW: 100 }, 'efficiencyJPerTh must be between 5 and 200 J/TH, read 1'],
  [{ name: ' ', hashrateThPerS: 234, powerW: 3510 }, 'name must be 1 to 80 characters, read " "'],
])('customMachine() refuses %j', (described, message) => {
  expect(() => customMachine(described)).toThrow(new OutOfRangeError(message));
});
