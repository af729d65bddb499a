import { expect, test } from 'vitest';
import { signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { theWorld } from './world.ts';

const t = words('vi');
const visit = visitsOf(theWorld());

test('who closes a plan is told how many of its tasks are not finished', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans/p23-a');
  await page.getByRole('button', { name: t('plan/action.closePlan'), exact: true }).click();
  const told = (await page.getByRole('dialog').getByRole('note').textContent()) ?? '';
  const [count = ''] = /[\d.]+/u.exec(told) ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  expect(told).toBe(t('plan/unfinishedAtClosing_other', { shown: count }));
});

test('a new task does not take the code of another of its plan', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/plans/p23-a');
  await page.getByRole('button', { name: t('plan/action.addTask'), exact: true }).click();
  await dialog.getByLabel(t('task/form.code')).fill('a05');
  await dialog.getByRole('button', { name: t('task/action.addTask'), exact: true }).click();
  await dialog.getByText(t('task/form.codeTaken')).waitFor();
  await dialog.getByLabel(t('task/form.code')).fill('A99');
  await dialog.getByRole('button', { name: t('task/action.addTask'), exact: true }).click();
  await dialog.getByText(t('task/form.codeTaken')).waitFor({ state: 'hidden' });
});

test('who submits a result is told what is still open', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/tasks/t23-a07');
  await page.getByRole('button', { name: t('task/action.submitTask') }).click();
  const note = page.getByRole('dialog').getByRole('note');
  await note.getByText(t('task/stillOpen.percent', { percent: '70' })).waitFor();
  await note.getByText(t('task/stillOpen.deliverables_other', { count: '1' })).waitFor();
  expect(await note.locator('p').count()).toBe(3);
});

test('who assigns a task is told that its due day has passed', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/tasks/t23-a07');
  await page.getByRole('button', { name: t('task/action.more') }).click();
  await page.getByRole('menuitem', { name: t('task/action.assignTask') }).click();
  const note = page.getByRole('dialog').getByRole('note');
  await note.getByText(t('task/form.duePassed', { date: '30/09/2023' })).waitFor();
});

test('a report is not asked for a day before its plan was issued', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/reports?plan=p23-a');
  await page.getByRole('button', { name: t('report/request') }).click();
  const day = dialog.getByRole('textbox', { name: t('report/day') });
  await day.fill('02/02/2023');
  // The first Enter closes the calendar, the second sends.
  await day.press('Enter');
  await page.locator('[data-dates-dropdown]').waitFor({ state: 'detached' });
  await day.press('Enter');
  await dialog.getByText(t('report/beforeIssue', { date: '03/02/2023' })).waitFor();
});

test('who dissolves a unit is told what work it leaves', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'quantri', '/organisation/u-ld');
  await page.getByRole('button', { name: t('organisation/action.label') }).click();
  await page.getByRole('menuitem', { name: t('organisation/action.dissolveUnit') }).click();
  const note = page.getByRole('dialog').getByRole('note');
  await note.getByText(t('organisation/openWork.stays')).waitFor();
  expect(await note.locator('p').count()).toBe(4);
  expect(visitor.errors).toEqual([]);
});
