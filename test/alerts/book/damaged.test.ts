import { expect, it } from 'vitest';
import { testDatabase } from '../../support/database/testDatabase.ts';
import { openTestDesk } from '../../support/desk.ts';
import { tempDirectory } from '../../support/tempDirectory.ts';

/** A desk with two alerts, two digests and two sites, the second of each damaged. */
async function damagedDesk() {
  const dataDirectory = tempDirectory();
  const desk = openTestDesk({ dataDirectory });
  for (const line of [
    'site add rockdale 100 MW s21xp at $45/MWh',
    'site add fargo 10 MW s21xp at $45/MWh',
    'alert add hashprice < 20',
    'alert add hashprice < 21',
    'digest daily 08:00 UTC',
    'digest daily 09:00 UTC',
  ])
    await desk.ask(line);
  const database = testDatabase(dataDirectory);
  await database.run(`UPDATE alert_rules SET rule = '{"condition' WHERE number = 2`);
  await database.run(`UPDATE digests SET settings = '{}' WHERE number = 2`);
  await database.run(`UPDATE sites SET site = '{}' WHERE key = 'fargo'`);
  return desk;
}

it('alert list shows the others and names what is damaged, with what to do; it can be removed', async () => {
  const desk = await damagedDesk();
  for (const line of ['alert list', 'alert preview']) {
    const { text } = await desk.ask(line);
    expect(text).toContain('#1');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'What is stored of alert #2 is damaged. It watches nothing. To mend it, restore the database from a backup, or remove it and add it again: alert remove 2.',
    );
  }
  expect((await desk.ask('alert add hashprice < 22')).text).toContain('Alert #3 was added');
  expect((await desk.ask('alert remove 2 --yes')).text).toContain('Alert #2 was removed');
  expect((await desk.ask('alert list')).text).not.toContain('damaged');
});

it('digest list shows the others and names what is damaged, with what to do; it can be removed', async () => {
  const desk = await damagedDesk();
  const { text } = await desk.ask('digest list');
  expect(text).toContain('daily at 08:00 UTC');
  expect(text.replace(/\s+/g, ' ')).toContain('What is stored of digest #2 is damaged. It is not posted.');
  expect((await desk.ask('digest remove 2')).text).toContain('Remove digest #2?');
  expect((await desk.ask('digest remove 2 --yes')).text).toContain('Digest #2 was removed');
  expect((await desk.ask('digest list')).text).not.toContain('damaged');
});

it('site list and digests show the others and name what is damaged; it can be removed and added again', async () => {
  const desk = await damagedDesk();
  const { text } = await desk.ask('site list');
  expect(text).toContain('rockdale');
  expect(text.replace(/\s+/g, ' ')).toContain('What is stored of site fargo is damaged.');
  expect((await desk.ask('digest preview')).text.replace(/\s+/g, ' ')).toContain(
    'What is stored of these sites is damaged, and so they are not shown: fargo.',
  );
  expect((await desk.ask('profit all')).text.replace(/\s+/g, ' ')).toContain('site fargo is damaged');
  expect((await desk.ask('site add fargo 10 MW s21xp at $45/MWh')).text).toContain('The name is taken');
  expect((await desk.ask('site remove fargo --yes')).text).toContain('fargo was removed');
  expect((await desk.ask('site add fargo 10 MW s21xp at $45/MWh')).text).toContain('fargo was added');
});
