import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { theWorld } from './world.ts';

const t = words('vi');
const visit = visitsOf(theWorld());

/** The form of a task's words, where both planners may change it. */
async function openDetails(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('task/action.more') }).click();
  await page.getByRole('menuitem', { name: t('task/action.changeTaskDetails') }).click();
  await page.getByRole('dialog').waitFor();
}

const group = 'Các phường thí điểm của thành phố Huế';

/** The form of a group's members, which administrators change. */
async function openMembers(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: group })
    .getByRole('button', { name: t('organisation/action.changeUnitGroup') })
    .click();
  await page.getByRole('dialog').waitFor();
}

async function addMember(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(t('organisation/form.members')).fill(name);
  await page.getByRole('option', { name }).click();
  // The list stays open for more members until the field is left.
  await page.keyboard.press('Tab');
}

test('two who change one task lose nothing of each other: what only one touched is taken over, the rest is asked', async () => {
  await using first = await visit();
  await using second = await visit();
  const [mine, theirs] = [first.page.getByRole('dialog'), second.page.getByRole('dialog')];
  const title = { name: t('task/form.title'), exact: true };
  const dueOn = { name: t('task/form.dueOn') };
  await signIn(first.page, 'ld.kehoach', '/tasks/t23-a17');
  await signIn(second.page, 'ld.kehoach', '/tasks/t23-a17');
  await openDetails(first.page);
  await mine.getByRole('textbox', title).fill('Tên tôi viết');
  await openDetails(second.page);
  await theirs.getByRole('textbox', title).fill('Tên họ viết');
  await theirs.getByRole('textbox', dueOn).fill('20/12/2023');
  await theirs.getByRole('button', { name: t('app/save') }).click();
  await theirs.waitFor({ state: 'detached' });

  // Heard live, without being asked for.
  await mine.getByText(t('app/draft.contestedNow', { value: 'Tên họ viết' })).waitFor();
  await expect.poll(() => mine.getByRole('textbox', dueOn).inputValue()).toBe('20/12/2023');
  expect(await mine.getByRole('textbox', title).inputValue()).toBe('Tên tôi viết');
  await mine.getByRole('button', { name: t('app/save') }).click();
  await expect.poll(() => first.page.evaluate(() => document.activeElement?.ariaInvalid)).toBe('true');
  await mine.getByRole('button', { name: t('app/draft.keepMine') }).click();
  await mine.getByRole('button', { name: t('app/save') }).click();
  await mine.waitFor({ state: 'detached' });
  await second.page.locator('h1', { hasText: 'Tên tôi viết' }).waitFor();
  await second.page.getByText('20/12/2023').first().waitFor();
  expect([...first.errors, ...second.errors]).toEqual([]);
});

test('two who change the members of one group are asked about them, and neither writes over what was not read', async () => {
  await using first = await visit();
  await using second = await visit();
  const [mine, theirs] = [first.page.getByRole('dialog'), second.page.getByRole('dialog')];
  const send = { name: t('organisation/send.changeUnitGroup') };
  for (const { page } of [first, second]) {
    await signIn(page, 'quantri', '/organisation?tab=groups');
    await openMembers(page);
  }
  await addMember(first.page, 'Sở Y tế');
  await addMember(second.page, 'Sở Tư pháp');
  await theirs.getByRole('button', send).click();
  await theirs.waitFor({ state: 'detached' });

  // Heard when it is sent.
  await mine.getByRole('button', send).click();
  await mine.getByText(t('app/problem.conflict.what')).waitFor();
  await mine.getByText(t('app/draft.contestedField')).waitFor();
  expect(await mine.getByText('Sở Tư pháp').count()).toBe(0);
  await mine.getByRole('button', send).click();
  await expect.poll(() => first.page.evaluate(() => document.activeElement?.ariaInvalid)).toBe('true');
  await mine.getByRole('button', { name: t('app/draft.takeTheirs') }).click();
  await mine.getByText('Sở Tư pháp').waitFor();
  await addMember(first.page, 'Sở Y tế');
  await mine.getByRole('button', send).click();
  await mine.waitFor({ state: 'detached' });

  // Members that were not touched are taken over.
  await openMembers(second.page);
  await theirs.getByLabel(t('organisation/form.since')).fill('05/10/2023');
  await theirs.getByRole('button', send).click();
  await theirs.getByText('Sở Y tế').waitFor();
  await theirs.getByText('Sở Tư pháp').waitFor();
  expect(await theirs.getByText(t('app/draft.contestedField')).count()).toBe(0);
  expect([...first.errors, ...second.errors]).toEqual([]);
});

test('a number or a day that cannot be meant stays as typed, with its fault, and is not sent', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/tasks/t23-a15');
  await page.getByRole('button', { name: t('task/action.checkIn') }).click();
  const percent = dialog.getByRole('textbox', { name: t('task/form.percent') });
  await dialog.getByRole('textbox', { name: t('task/form.text') }).fill('Đang làm');
  for (const [typed, fault] of [
    ['150', t('app/fault.between', { min: '0', max: '100' })],
    ['45,5', t('app/fault.notWhole')],
    ['', t('app/requiredField')],
  ] as const) {
    await percent.fill(typed);
    await dialog.getByRole('button', { name: t('task/action.checkIn'), exact: true }).click();
    await dialog.getByText(fault).waitFor();
    expect((await percent.inputValue()).replace(' %', '')).toBe(typed);
  }
  // What is corrected is no longer at fault.
  await percent.fill('50');
  await dialog.getByText(t('app/requiredField')).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');

  await openDetails(page);
  const dueOn = dialog.getByRole('textbox', { name: t('task/form.dueOn') });
  await dueOn.fill('31/02/2023');
  // Escape closes the calendar alone.
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: t('app/save') }).click();
  await dialog.getByText(t('app/fault.notADate', { typed: '31/02/2023' })).waitFor();
  expect(await dueOn.inputValue()).toBe('31/02/2023');
  expect(visitor.errors).toEqual([]);
});

test('what the server finds too long is told at its field, and the field has the focus', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/tasks/t23-a15');
  await openDetails(page);
  const title = dialog.getByRole('textbox', { name: t('task/form.title'), exact: true });
  await title.fill('a'.repeat(5_000));
  await dialog.getByRole('button', { name: t('app/save') }).click();
  await dialog.getByText(t('app/problem.atFields')).waitFor();
  expect(await dialog.getByText('hiện có 5.000').count()).toBe(1);
  expect(await title.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
  await title.fill('a');
  await dialog.getByText(t('app/problem.atFields')).waitFor({ state: 'detached' });
});

test('the percentage is typed, or dragged with the mouse: the hand of the slider is no stop on the way', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/tasks/t23-a15');
  await page.getByRole('button', { name: t('task/action.checkIn') }).click();
  const percent = dialog.getByRole('textbox', { name: t('task/form.percent') });
  await percent.fill('20');
  await percent.press('Tab');
  const text = dialog.getByRole('textbox', { name: t('task/form.text') });
  expect(await text.evaluate((field) => field === document.activeElement)).toBe(true);
  await dialog.locator('.mantine-Slider-trackContainer').click();
  await expect.poll(() => percent.inputValue()).toBe('50 %');
});

test('a year out of bounds is told without a separator, and a new task is written from its code on', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/plans');
  await page.getByRole('button', { name: t('plan/action.draftPlan') }).click();
  await dialog.getByLabel(t('plan/form.year')).fill('1999');
  await dialog.getByRole('button', { name: t('plan/send.draftPlan') }).click();
  await dialog.getByText(t('app/fault.between', { min: '2000', max: '2100' })).waitFor();
  await page.goto('/plans/p23-a');
  await page.getByRole('button', { name: t('plan/action.addTask'), exact: true }).click();
  const code = dialog.getByRole('textbox', { name: t('task/form.code') });
  await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true);
});

test('on a narrow screen a task is added with all words of its schedule in sight, and the board says that nobody has it', async () => {
  await using visitor = await visit({ width: 360 });
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  const title = 'Nhiệm vụ mới của kế hoạch';
  await signIn(page, 'ld.kehoach', '/plans/p23-a');
  await page.getByRole('button', { name: t('plan/action.addTask'), exact: true }).click();
  const kinds = dialog.locator('.mantine-SegmentedControl-label');
  const cut = () =>
    kinds.evaluateAll((labels) => labels.filter((label) => label.scrollWidth > label.clientWidth).length);
  await kinds.first().waitFor();
  await expect.poll(cut).toBe(0);
  await dialog.getByRole('textbox', { name: t('task/form.code') }).fill('A41');
  await dialog.getByRole('textbox', { name: t('task/form.title'), exact: true }).fill(title);
  const due = dialog.getByRole('textbox', { name: t('task/form.dueOn') });
  await due.fill('20/12/2023');
  // The calendar lies over the end of the form until the field is left.
  await due.press('Tab');
  await dialog.getByRole('button', { name: t('task/action.addTask'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto('/tasks?view=board&q=A41');
  await page
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByText(t('task/nobodyLeads'), { exact: true })
    .waitFor();
});

test('a wrong password is told as such', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await page.goto('/sign-in');
  await page.fill('input[name=email]', 'ai.do@minhhoa.vn.example');
  await page.fill('input[name=password]', 'sai mật khẩu');
  await page.click('button[type=submit]');
  await page.getByText(t('app/problem.signInFailed.what')).waitFor();
  expect(await page.getByText(t('app/problem.signedOut.what')).count()).toBe(0);
});

test('a legal basis that is begun needs its number before a plan is issued', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/plans');
  await page.getByRole('button', { name: t('plan/action.draftPlan') }).click();
  await dialog.getByLabel(t('plan/form.title')).fill('Kế hoạch có căn cứ');
  await dialog.getByRole('button', { name: t('plan/send.draftPlan') }).click();
  await page.locator('h1', { hasText: 'Kế hoạch có căn cứ' }).waitFor();
  await page.getByRole('button', { name: t('plan/action.addPlanSection') }).click();
  await dialog.getByLabel(t('plan/form.mark')).fill('I');
  await dialog.getByLabel(t('plan/form.sectionTitle')).fill('Nâng cao nhận thức');
  await dialog.getByRole('button', { name: t('plan/send.addPlanSection') }).click();
  await page.locator('#content').getByText('Nâng cao nhận thức').waitFor();
  await page.getByRole('button', { name: t('plan/action.issuePlan'), exact: true }).click();
  await dialog.getByLabel(t('plan/form.number')).fill('98/KH-UBND');
  await dialog.getByLabel(t('plan/form.signerOffice')).fill('CHỦ TỊCH');
  await dialog.getByRole('button', { name: t('plan/form.basisAdd') }).click();
  await dialog.getByLabel(t('plan/form.basisSubject')).fill('Chiến lược quốc gia về bình đẳng giới');
  await dialog.getByRole('button', { name: t('plan/action.issuePlan') }).click();
  await dialog.getByText(t('app/requiredField')).waitFor();
  await dialog.getByLabel(t('plan/form.basisNumber', { place: '1' })).fill('28/NQ-CP');
  await dialog.getByRole('button', { name: t('plan/action.issuePlan') }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('28/NQ-CP').waitFor();
});
