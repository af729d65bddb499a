import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signIn, visitsOf } from './browser.ts';
import { words } from './words.ts';
import { theWorld } from './world.ts';

const visit = visitsOf(theWorld());

/** A task that waits for its lead's first answer, who leads it, and the planner who may confirm it. */
const journeys = [
  {
    language: 'vi',
    task: 't23-a23',
    code: 'A23',
    plan: 'p23-a',
    lead: 'nv.chuyenvien',
    planner: 'ld.kehoach',
  },
  { language: 'en', task: 't23-b16', code: 'B16', plan: 'p23-b', lead: 'ld.chuyenvien', planner: 'ubnd' },
] as const;

describe.each(journeys)('a task from its acknowledgement to its report, in $language', (journey) => {
  const { language, task, code, plan, lead, planner } = journey;
  const t = words(language);

  test('the lead finds it, acknowledges, invites, checks in, proves and submits; the planner confirms', async () => {
    await using atLead = await visit({ language });
    await using atPlanner = await visit({ language });
    const page = atLead.page;

    // The planner looks at the tasks in progress; this one is none yet.
    await signIn(atPlanner.page, planner, `/tasks?status=IN_PROGRESS&q=${code}`);
    await signIn(page, lead, '/tasks');
    await page.getByRole('button', { name: t('task/filter.mine') }).click();
    await page.waitForURL(/unit=/u);
    await page.getByRole('searchbox').fill(code);
    await page.waitForURL(/q=/u);
    await page.getByRole('row').filter({ hasText: code }).getByRole('link').click();
    await page.waitForURL((url) => url.pathname === `/tasks/${task}`);

    await page.getByRole('button', { name: t('task/action.acknowledgeTask'), exact: true }).click();
    await page.getByText(t('task/done.acknowledgeTask')).waitFor();

    // The planner's list takes it in without being touched.
    await atPlanner.page.getByRole('row').filter({ hasText: code }).getByRole('link').click();
    await atPlanner.page.waitForURL((url) => url.pathname === `/tasks/${task}`);
    await invite(page, t);
    await checkIn(page, t);
    // The planner's window follows without being touched.
    await atPlanner.page.getByText('Đã rà soát 45 hồ sơ').waitFor();
    await attachEvidence(page, t);
    await submit(page, t);

    await atPlanner.page.getByRole('button', { name: t('task/action.confirmTask') }).click();
    await press(atPlanner.page, t('task/action.confirmTask'));
    await atPlanner.page.getByText(t('task/done.confirmTask')).waitFor();
    await page.getByText(t('app/status.DONE_ON_TIME')).first().waitFor();

    expect([...atLead.errors, ...atPlanner.errors]).toEqual([]);
    expect([...atLead.strangers, ...atPlanner.strangers]).toEqual([]);
  });

  test('its history says who did what, and the past shows it as it was', async () => {
    await using visitor = await visit({ language });
    const { page } = visitor;
    await signIn(page, 'thanhtra', `/tasks/${task}`);
    await page.getByRole('tab', { name: t('task/tab.history') }).click();
    const entries = page.getByRole('tabpanel').getByRole('listitem');
    await entries.filter({ hasText: t('history/event.TaskConfirmed') }).waitFor();
    await entries
      .filter({ hasText: t('history/event.CheckInRecorded') })
      .getByText('45')
      .first()
      .waitFor();
    expect(await page.getByRole('tabpanel').textContent()).toContain(t('history/event.TaskAcknowledged'));

    await page.getByRole('button', { name: t('app/moment.lookBack') }).click();
    await page.getByRole('button', { name: t('app/moment.previousDay') }).click();
    await page.waitForURL(/asOf=/u);
    await page.getByText(t('app/moment.readOnly')).waitFor();
    await page.getByText(t('app/status.NOT_DUE')).first().waitFor();
    expect(await page.getByRole('toolbar').count()).toBe(0);
    await page.getByRole('button', { name: t('app/moment.backToNow') }).click();
    await page.getByText(t('app/status.DONE_ON_TIME')).first().waitFor();
  });

  test('the report of its plan is made and downloaded', async () => {
    await using visitor = await visit({ language });
    const { page } = visitor;
    await signIn(page, planner, `/reports?plan=${plan}`);
    await page
      .getByRole('button', { name: t('report/request') })
      .first()
      .click();
    await press(page, t('report/send'));
    const link = page.locator('a[download]').first();
    await link.waitFor({ timeout: 120_000 });
    const download = page.waitForEvent('download');
    await link.click();
    expect((await download).suggestedFilename()).toMatch(/\.(?:docx|pdf)$/u);
    expect(visitor.strangers).toEqual([]);
  });
});

type Words = ReturnType<typeof words>;

/** Presses the button that sends the open dialog. */
async function press(page: Page, label: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: label, exact: true }).click();
}

async function invite(page: Page, t: Words): Promise<void> {
  await page.getByRole('button', { name: t('task/action.inviteCoordination') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: t('task/invite.unit') }).fill('du lich');
  await page.getByRole('option').first().click();
  await dialog.getByRole('textbox', { name: t('task/invite.scope') }).fill('Cử báo cáo viên');
  await press(page, t('task/invite.send'));
  await page.getByText(t('task/invite.done')).waitFor();
}

async function checkIn(page: Page, t: Words): Promise<void> {
  await page.getByRole('button', { name: t('task/action.checkIn') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: t('task/form.percent') }).fill('45');
  await dialog.getByRole('textbox', { name: t('task/form.text') }).fill('Đã rà soát 45 hồ sơ');
  await press(page, t('task/action.checkIn'));
  await page.getByText(t('task/done.checkIn')).waitFor();
}

async function attachEvidence(page: Page, t: Words): Promise<void> {
  await page.getByRole('button', { name: t('task/action.attachEvidence') }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%Biên bản minh họa\n%%EOF\n'),
  });
  await page.getByText(t('task/form.uploaded', { name: 'bien-ban.pdf' }).split('(')[0] ?? '').waitFor();
  await press(page, t('task/action.attachEvidence'));
  await page.getByRole('link', { name: t('task/evidence.download', { name: 'bien-ban.pdf' }) }).waitFor();
}

async function submit(page: Page, t: Words): Promise<void> {
  await page.getByRole('button', { name: t('task/action.submitTask') }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Đã xét xong, có biên bản');
  await press(page, t('task/action.submitTask'));
  await page.getByText(t('task/done.submitTask')).waitFor();
}
