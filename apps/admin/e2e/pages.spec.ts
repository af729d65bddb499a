import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { settled, signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { password, theWorld } from './world.ts';

/** What the editor, by far the largest part of the app, may take until it shows an answer. */
const pollMsMax = 60_000;
const t = words('vi');
const visit = visitsOf(theWorld());

test('a number of the overview leads into the list that it counts', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/?scope=all');
  const tile = page.locator('a[href*="status=OVERDUE"]').first();
  const [count = ''] = /[\d.]+/u.exec((await tile.textContent()) ?? '') ?? [];
  await tile.click();
  await page.waitForURL((url) => url.pathname === '/tasks' && url.searchParams.get('status') === 'OVERDUE');
  await page.getByText(t('task/list.count_other', { shown: count }), { exact: true }).waitFor();
});

test('a unit is found whatever the diacritics and the place of the tone mark', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/organisation');
  await page.getByPlaceholder(t('organisation/search')).fill('thuy bieu');
  await page.getByRole('link', { name: 'Thuỷ Biều' }).click();
  await page.waitForURL(/\/organisation\/.+/u);
  await page.locator('h1', { hasText: 'Thuỷ Biều' }).waitFor();
});

test('a planner drafts a plan, writes a section and issues it', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/plans');
  await page.getByRole('button', { name: t('plan/action.draftPlan') }).click();
  await page.getByLabel(t('plan/form.title')).fill('Kế hoạch thử nghiệm năm 2024');
  await page.getByRole('button', { name: t('plan/send.draftPlan') }).click();
  await page.waitForURL(/\/plans\/.+/u);
  await page.locator('h1', { hasText: 'Kế hoạch thử nghiệm năm 2024' }).waitFor();
  await page.getByRole('button', { name: t('plan/action.addPlanSection') }).click();
  await page.getByLabel(t('plan/form.mark')).fill('I.1');
  await page.getByLabel(t('plan/form.sectionTitle')).fill('Nâng cao nhận thức');
  await dialog.getByRole('button', { name: t('plan/send.addPlanSection') }).click();
  await page.locator('#content').getByText('Nâng cao nhận thức').waitFor();
  await page.getByRole('button', { name: t('plan/action.issuePlan'), exact: true }).click();
  await dialog.getByLabel(t('plan/form.number')).fill('99/KH-UBND');
  await dialog.getByLabel(t('plan/form.signerOffice')).fill('KT. CHỦ TỊCH, PHÓ CHỦ TỊCH');
  await dialog.getByRole('button', { name: t('plan/action.issuePlan') }).click();
  await page.locator('#content header').getByText(t('plan/status.ISSUED')).waitFor();
});

test('a report is requested, made by the worker before the eyes, and downloaded', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/reports?plan=p23-a');
  await page.getByRole('button', { name: t('report/request') }).click();
  await dialog.getByRole('button', { name: t('report/send'), exact: true }).click();
  const download = page.getByRole('link', { name: t('report/download').split(' (')[0] ?? '' }).first();
  await download.waitFor({ timeout: 120_000 });
  const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
  expect(file.suggestedFilename()).toMatch(/\.docx$/u);
});

test('an administrator opens an account with an office, and the person signs in', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'quantri', '/accounts');
  await page.getByRole('button', { name: t('account/action.openAccount') }).click();
  await dialog.getByLabel(t('account/form.fullName')).fill('Người Mới Minh Họa');
  await dialog.getByLabel(t('account/fact.email')).fill('nguoi.moi@minhhoa.vn.example');
  await dialog.getByRole('button', { name: t('account/send.openAccount') }).click();
  await page.locator('h1', { hasText: 'Người Mới Minh Họa' }).waitFor();
  await page.getByRole('button', { name: t('account/action.grantOffice') }).click();
  await dialog.getByLabel(t('account/form.unit')).fill('y te');
  await page.getByRole('option').first().click();
  await dialog.getByLabel(t('account/form.title')).first().fill('Chuyên viên');
  await dialog.getByRole('button', { name: t('account/action.grantOffice') }).click();
  await page.locator('#content').getByText('Chuyên viên').first().waitFor();
  await page.getByRole('button', { name: t('account/action.setPassword') }).click();
  await dialog.getByLabel(t('account/form.newPassword')).first().fill(password);
  await dialog.getByLabel(t('account/form.newPasswordAgain')).fill(password);
  await dialog.getByRole('button', { name: t('account/send.setPassword') }).click();
  await page.getByText(t('account/done.setPassword')).waitFor();
  await using other = await visit();
  await signIn(other.page, 'nguoi.moi');
  await other.page.locator('#content h1').waitFor();
});

test('two units settle a coordination: proposed, granted, contributed, concluded', async () => {
  await using atUnit = await visit();
  await using atLead = await visit();
  const [unit, lead] = [atUnit.page, atLead.page];
  await signIn(lead, 'ld.kehoach', '/coordination?tab=others');
  const row = lead.getByRole('listitem').filter({ hasText: 'Giới thiệu Tháng hành động' });
  const path = (await row.getByRole('link').first().getAttribute('href')) ?? '';
  await lead.goto(path);
  await signIn(unit, 'dl.chuyenvien', '/coordination');
  await unit.goto(path);

  await unit.getByRole('button', { name: t('coordination/action.proposeCoordinationChange') }).click();
  await fillDialog(unit, { [t('coordination/form.reason')]: 'Trùng với mùa lễ hội' });
  await send(unit, t('coordination/action.proposeCoordinationChange'));
  // The lead's window hears of it without being touched.
  await lead.getByRole('button', { name: t('coordination/action.grantCoordinationChange') }).click();
  await lead.getByText(t('coordination/done.grantCoordinationChange')).waitFor();

  await unit.getByRole('button', { name: t('coordination/action.contribute') }).click();
  await fillDialog(unit, { [t('coordination/form.contribution')]: 'Đã giới thiệu tại 12 điểm du lịch.' });
  await send(unit, t('coordination/action.contribute'));
  await lead.getByText('Đã giới thiệu tại 12 điểm du lịch.').first().waitFor();

  await lead.getByRole('button', { name: t('coordination/action.concludeCoordination') }).click();
  await fillDialog(lead, { [t('coordination/form.summary')]: 'Đã phối hợp đầy đủ.' });
  await send(lead, t('coordination/action.concludeCoordination'));
  await unit.getByText(t('coordination/state.CONCLUDED')).first().waitFor();
  expect([...atUnit.errors, ...atLead.errors]).toEqual([]);
});

test.each([
  { who: 'dl.chuyenvien', lead: 'du lich', code: 'A31', kind: 'ACKNOWLEDGE_TASK', step: 'acknowledgeTask' },
  {
    who: 'pn.chuyenvien',
    lead: 'phu nu',
    code: 'A32',
    kind: 'ANSWER_TASK_REQUEST',
    step: 'acceptTaskRequest',
  },
] as const)('$who answers a task in the inbox, at the line that waits: $step', async (answer) => {
  await using atUnit = await visit();
  await using atPlanner = await visit();
  const [unit, planner] = [atUnit.page, atPlanner.page];
  const dialog = planner.getByRole('dialog');
  const title = `Đặt bảng chỉ dẫn tại điểm du lịch (${answer.code})`;
  await signIn(unit, answer.who, '/coordination');
  await signIn(planner, 'ld.kehoach', '/plans/p23-a');
  await planner.getByRole('button', { name: t('plan/action.addTask'), exact: true }).click();
  await fillDialog(planner, { [t('task/form.code')]: answer.code });
  await dialog.getByRole('textbox', { name: t('task/form.title'), exact: true }).fill(title);
  await dialog.getByRole('textbox', { name: t('task/form.dueOn') }).fill('20/12/2023');
  await send(planner, t('task/action.addTask'));
  await planner.getByRole('link', { name: title }).click();
  await planner.getByRole('button', { name: t('task/action.assignTask'), exact: true }).click();
  await dialog.getByLabel(t('task/form.leadUnit')).fill(answer.lead);
  await planner.getByRole('option').first().click();
  await send(planner, t('task/action.assignTask'));

  // The line comes without being asked for; the planner, who waits, has no button at it.
  await planner.goto('/coordination?tab=others');
  const waiting = planner.getByRole('listitem').filter({ hasText: title });
  await waiting.getByText(t(`coordination/kind.${answer.kind}`)).waitFor();
  expect(await waiting.getByRole('button').count()).toBe(0);
  const line = unit.getByRole('listitem').filter({ hasText: title });
  await line.getByRole('button', { name: t(`coordination/action.${answer.step}`), exact: true }).click();
  await unit.getByText(t(`coordination/done.${answer.step}`)).waitFor();
  await line.waitFor({ state: 'detached' });
  await waiting.waitFor({ state: 'detached' });
  expect([...atUnit.errors, ...atPlanner.errors]).toEqual([]);
});

test('a lead concludes with several units of one task at once, and only with those chosen', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const dialog = page.getByRole('dialog');
  await signIn(page, 'ld.kehoach', '/coordination');
  const group = page.getByRole('listitem').filter({ hasText: 'Họp liên ngành hằng quý' });
  await group.getByText(t('coordination/inbox.units_other', { count: '12' })).waitFor();
  await group.getByRole('link', { name: 'Họp liên ngành hằng quý' }).click();
  const several = (count: string) =>
    page.getByRole('button', { name: t('coordination/several.action_other', { count }) });
  await several('12').click();
  await dialog.getByRole('checkbox').first().uncheck();
  await dialog.getByRole('checkbox').nth(1).uncheck();
  await dialog.getByRole('button', { name: t('coordination/action.concludeCoordination') }).click();
  await dialog.getByText(t('app/requiredField')).waitFor();
  await dialog.getByLabel(t('coordination/form.summary')).fill('Các đơn vị đã dự họp đủ.');
  await send(page, t('coordination/action.concludeCoordination'));
  await several('2').waitFor();
  await page.getByText('Các đơn vị đã dự họp đủ.').nth(9).waitFor();
  await page.goto('/coordination');
  await group.getByText(t('coordination/inbox.units_other', { count: '2' })).waitFor();
  expect(visitor.errors).toEqual([]);
});

test('on a narrow screen filters unfold, and cards are sorted by a select', async () => {
  await using visitor = await visit({ width: 360 });
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/tasks');
  const submitted = page.getByRole('button', { name: t('app/submitted') });
  await expect.poll(() => submitted.isVisible()).toBe(false);
  await page.getByRole('button', { name: t('task/filter.all'), exact: true }).click();
  await submitted.click();
  await page.getByRole('button', { name: t('task/filter.allChosen_other', { count: '1' }) }).waitFor();
  await submitted.click();
  await page.getByLabel(t('task/sort.label')).selectOption({ label: t('task/sort.up.due') });
  await page.waitForURL((url) => url.searchParams.get('sort') === 'due');
  await page.locator('[role=row] [data-cell=due]').first().getByText('31/03/2023').waitFor();
  await page.locator('[role=row] [data-cell=title] a').first().click();
  const tabs = page.getByRole('tablist', { name: t('task/tab.label') });
  await tabs.getByText(t('task/tab.history')).waitFor();
  expect(await tabs.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('GraphiQL answers from this host alone', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/graphiql');
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-execute-button').click();
  const response = page.locator('.graphiql-response');
  await expect.poll(() => response.textContent(), { timeout: pollMsMax }).toContain('"today"');
  expect(visitor.strangers).toEqual([]);
  expect(visitor.errors).toEqual([]);
});

test('in the past nothing can be changed', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans?asOf=2023-06-30T16:59:59.000Z');
  await page.getByText(t('app/moment.readOnly')).waitFor();
  for (const path of ['/plans', '/plans/p23-a', '/reports', '/organisation/u-ld', '/account']) {
    await page.goto(`${path}?asOf=2023-06-30T16:59:59.000Z`);
    await settled(page);
    const buttons = await page.locator('#content button').allInnerTexts();
    expect(buttons.filter((words) => changing.test(words))).toEqual([]);
  }
  await page.getByText(t('app/demo', { today: '02/10/2023' })).waitFor();
  expect(await page.getByText(t('report/nothingYet')).count()).toBe(0);
  expect(visitor.errors).toEqual([]);
});

test('an auditor reads everything and is offered nothing that changes it', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'thanhtra', '/plans');
  const paths = [
    '/plans',
    '/plans/p23-a',
    '/tasks',
    '/reports',
    '/organisation/u-ld',
    '/accounts',
    '/coordination',
  ];
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    const buttons = await page.locator('#content button').allInnerTexts();
    expect(buttons.filter((words) => changing.test(words))).toEqual([]);
  }
  expect(visitor.errors).toEqual([]);
});

test('a moment that is none, or has not been yet, gives way to now', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans');
  // The last one has been, but lies ahead of the day of the demonstration.
  for (const asOf of ['garbage', '2999-01-01T00:00:00Z', '2024-06-30T16:59:59.000Z']) {
    await page.goto(`/plans?year=2023&asOf=${asOf}`);
    await page.waitForURL((url) => !url.searchParams.has('asOf'));
    expect(new URL(page.url()).searchParams.get('year')).toBe('2023');
    await settled(page);
    await page.getByRole('button', { name: t('plan/action.draftPlan') }).waitFor();
  }
  expect(visitor.errors).toEqual([]);
});

test('a plain day in the address shows its end', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans?asOf=2023-03-01');
  await page.getByText(t('app/moment.youLookAt', { moment: '23:59 01/03/2023' })).waitFor();
  expect(visitor.errors).toEqual([]);
});

test('an address that leads nowhere is told so: inside the frame, or alone to who is signed out', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const title = { name: t('app/notFound.title') };
  for (const path of ['/nowhere', '/plans/p23-a/nowhere']) {
    await page.goto(path);
    await page.locator('main').getByRole('heading', title).waitFor();
    expect(await page.locator('nav').count()).toBe(0);
  }
  await signIn(page, 'ld.kehoach');
  for (const path of ['/nowhere', '/plans/p23-a/nowhere']) {
    await page.goto(path);
    await page.locator('#content').getByRole('heading', title).waitFor();
    await page
      .getByRole('navigation', { name: t('app/nav.label') })
      .first()
      .waitFor();
    expect(await page.locator('main').count()).toBe(1);
  }
  expect(visitor.errors).toEqual([]);
});

test('the history names plans and tells a year as a year', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/plans/p23-c?tab=history');
  const drafted = page.getByRole('listitem').filter({ hasText: t('history/event.PlanDrafted') });
  await drafted.getByText('25/KH-UBND').waitFor();
  await drafted.getByText('2023', { exact: true }).waitFor();
});

/** Words of buttons that change something. */
const changing = /Soạn|Ban hành|Ghi |Sửa|Thêm|Yêu cầu|Đặt mật khẩu|Tổng kết|Rút/u;

async function fillDialog(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByRole('dialog').getByLabel(label).fill(value);
  }
}

async function send(page: Page, words: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: words, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
