import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { password, theWorld } from './world.ts';

const t = words('vi');
// Another text in each run, so that a house that runs on can be tried again.
const typed = `Đã mở 2 lớp, đang tổng hợp số liệu (${randomUUID().slice(0, 8)})`;
const task = '/tasks/t23-a15';

const visit = visitsOf(theWorld());

test('what was typed outlives a reload, a lost network and an ended session, and is sent once', async () => {
  await using visitor = await visit();
  const { page, context } = visitor;
  const dialog = page.getByRole('dialog');
  const text = dialog.getByRole('textbox', { name: t('task/form.text') });
  const open = () => page.getByRole('button', { name: t('task/action.checkIn') }).click();
  const send = () => dialog.getByRole('button', { name: t('task/action.checkIn'), exact: true }).click();

  await signIn(page, 'ld.chuyenvien', task);
  await open();
  await text.fill(typed);
  await page.reload();
  const waits = page.getByText(`(${t('app/draft.waits')})`);
  await waits.waitFor({ state: 'attached' });
  await open();
  await dialog.getByText(t('app/draft.restored')).waitFor();
  expect(await text.inputValue()).toBe(typed);

  await page.route('**/graphql', (route) => route.abort());
  await send();
  await dialog.getByText(t('app/problem.offline.what')).waitFor();
  expect(await text.inputValue()).toBe(typed);
  await page.unroute('**/graphql');

  await context.clearCookies();
  await send();
  await page.getByText(t('app/signIn.againWhy')).waitFor();
  await page.fill('input[name=password]', password);
  await page.getByRole('button', { name: t('app/signIn.submit'), exact: true }).click();
  await page.getByText(t('task/done.checkIn')).waitFor();
  await page.getByRole('main').getByText(typed).waitFor();
  expect(await page.getByRole('main').getByText(typed).count()).toBe(1);

  expect(await waits.count()).toBe(0);
  await open();
  expect(await text.inputValue()).toBe('');
});

test('somebody else at the same computer does not meet the draft', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.chuyenvien', task);
  await page.getByRole('button', { name: t('task/action.checkIn') }).click();
  const text = page.getByRole('dialog').getByRole('textbox', { name: t('task/form.text') });
  await text.fill('chỉ của tôi');
  await page.getByRole('button', { name: t('app/closeKeep') }).click();
  await page.context().clearCookies();
  await signIn(page, 'ld.kehoach', task);
  await page.getByRole('button', { name: t('task/action.checkIn') }).click();
  expect(await text.inputValue()).toBe('');
});
