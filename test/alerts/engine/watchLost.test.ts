import { expect, it } from 'vitest';
import { INITIAL } from '../../../src/alerts/rules/state.ts';
import { alertDesk } from '../../support/alertDesk.ts';

it('tick() leaves what it read of the market when another process has the watch by then', async () => {
  let ours = true;
  const desk = alertDesk({ isOurs: () => ours });
  await desk.add('hashprice < 45');
  await desk.run([48]);
  // It stood still between reading the market and writing.
  ours = false;
  await desk.run([40]);
  expect(await desk.posted()).toEqual([]);
  expect(await desk.rules.get('t', 1)).toMatchObject({ state: INITIAL });
  ours = true;
  await desk.run([40]);
  expect(await desk.titles()).toEqual([expect.stringContaining('Firing')]);
});
