import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { theWorld } from './world.ts';

const visit = visitsOf(theWorld());
const task = 't23-a13';

test('a lead takes back its request for change and its invitation', async () => {
  const t = words('vi');
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'yt.chuyenvien', `/tasks/${task}`);

  await page.getByRole('button', { name: t('task/action.more') }).click();
  await page.getByRole('menuitem', { name: t('task/action.requestTaskChange') }).click();
  await fill(page, t('task/form.proposal'), 'Lùi hạn sang tháng 11');
  await fill(page, t('task/form.reason'), 'Mưa lũ kéo dài');
  await press(page, t('task/action.requestTaskChange'));
  await page.getByText(t('task/banner.openChange')).waitFor();
  await page.getByRole('button', { name: t('task/action.withdrawTaskChange') }).click();
  await page.getByText(t('task/done.withdrawTaskChange')).waitFor();
  await page.getByText(t('task/change.state.WITHDRAWN')).waitFor();
  expect(await page.getByText(t('task/banner.openChange')).count()).toBe(0);

  await page.getByRole('button', { name: t('task/action.inviteCoordination') }).click();
  await page.getByRole('dialog').getByRole('combobox').fill('du lich');
  await page.getByRole('option').first().click();
  await fill(page, t('task/invite.scope'), 'Cử báo cáo viên');
  await press(page, t('task/invite.send'));
  await page.getByText(t('task/invite.done')).waitFor();
  await page.getByRole('tab', { name: t('task/tab.coordination') }).click();
  await page.getByRole('button', { name: t('coordination/action.withdrawInvitation') }).click();
  await fill(page, t('coordination/form.reason'), 'Sở đã tự bố trí được');
  await press(page, t('coordination/action.withdrawInvitation'));
  await page.getByText(t('coordination/done.withdrawInvitation')).waitFor();
  await page.getByText(t('coordination/state.WITHDRAWN'), { exact: true }).waitFor();
  expect(visitor.errors).toEqual([]);
});

test('a coordinating unit takes its proposal back', async () => {
  const t = words('en');
  await using visitor = await visit({ language: 'en', width: 390 });
  const { page } = visitor;
  await signIn(page, 'ld.chuyenvien', `/coordination/${task}.u-ld`);
  const propose = page.getByRole('button', { name: t('coordination/action.proposeCoordinationChange') });
  await propose.click();
  await fill(page, t('coordination/form.proposedScope'), 'Figures only');
  await fill(page, t('coordination/form.reason'), 'Nobody to spare this month');
  await press(page, t('coordination/action.proposeCoordinationChange'));
  await page.getByText('Nobody to spare this month').first().waitFor();
  await page.getByRole('button', { name: t('coordination/action.withdrawCoordinationChange') }).click();
  await page.getByText(t('coordination/done.withdrawCoordinationChange')).waitFor();
  await propose.waitFor();
  expect(await page.getByRole('region', { name: t('coordination/change.title') }).count()).toBe(0);
  expect(visitor.errors).toEqual([]);
});

test('a planner corrects the number of an issued plan', async () => {
  const t = words('vi');
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans/p23-a');
  await page.getByRole('button', { name: t('plan/action.correctPlanIssue'), exact: true }).click();
  const number = page.getByRole('dialog').getByRole('textbox', { name: t('plan/form.number'), exact: true });
  await number.fill('25/KH-UBND');
  await page.getByText(t('plan/numberTaken', { year: '2023', number: '25/KH-UBND' })).waitFor();
  await number.fill('52/KH-UBND');
  await press(page, t('plan/send.correctPlanIssue'));
  await page.getByText(t('app/reasonTooShort')).waitFor();
  await fill(page, t('plan/form.reason'), 'Gõ nhầm số');
  await press(page, t('plan/send.correctPlanIssue'));
  await page.getByText(t('plan/done.correctPlanIssue')).waitFor();
  await page.getByText('52/KH-UBND').first().waitFor();
  expect(visitor.errors).toEqual([]);
});

async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox', { name: label }).fill(text);
}

/** Presses the button that sends the open dialog. */
async function press(page: Page, label: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
}
