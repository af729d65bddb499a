import { describe, expect, test } from 'vitest';
import { settled, signIn, visitsOf } from './browser.ts';
import { faultsOf } from './faults.ts';
import { scriptBytes } from './weight.ts';
import { words } from './words.ts';
import { theWorld } from './world.ts';

/** Compressed, on a first visit, until the page is at rest. */
const signInScriptBytesMax = 150_000;
const overviewScriptBytesMax = 280_000;
/** In a window of 900 px, with what is kept above and below it. */
const rowsDrawnMax = 60;

const visit = visitsOf(theWorld());

const screens = [
  '/',
  '/?scope=unit',
  '/tasks',
  '/tasks?view=board',
  '/tasks/t23-a18',
  '/tasks/t23-b15',
  '/tasks/t23-b15?tab=history',
  '/tasks/t23-a07?tab=coordination',
  '/plans',
  '/plans/p23-a',
  '/coordination',
  '/coordination?tab=others',
  '/organisation',
  '/organisation?tab=groups',
  '/organisation/u-ld',
  '/reports',
  '/reports?plan=p23-a',
  '/account',
  '/tasks?asOf=2023-06-30T16:59:59.000Z',
] as const;

describe.each([
  { width: 1280, language: 'vi' },
  { width: 360, language: 'en' },
] as const)('at $width px in $language', ({ width, language }) => {
  test('no screen has a fault that axe finds, runs over its edge, lacks words, or asks another host', async () => {
    await using visitor = await visit({ width, language });
    const { page } = visitor;
    await page.goto('/sign-in');
    await page.locator('input[name=email]').waitFor();
    const faults = [...(await faultsOf(page, '/sign-in'))];
    await signIn(page, 'ld.kehoach');
    for (const screen of screens) {
      await page.goto(screen);
      await settled(page);
      faults.push(...(await faultsOf(page, screen)));
    }
    expect(faults).toEqual([]);
    expect(visitor.errors).toEqual([]);
    expect(visitor.strangers).toEqual([]);
  });
});

test('the scripts of the sign-in screen, and of the overview behind it, weigh little', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await page.goto('/sign-in');
  await page.locator('input[name=email]').waitFor();
  const signInScripts = await scriptBytes(page);
  await signIn(page, 'ld.kehoach');
  await settled(page);
  const overviewScripts = await scriptBytes(page);
  expect(signInScripts).toBeGreaterThan(50_000);
  expect(signInScripts).toBeLessThanOrEqual(signInScriptBytesMax);
  expect(overviewScripts).toBeGreaterThan(signInScripts);
  expect(overviewScripts).toBeLessThanOrEqual(overviewScriptBytesMax);
});

test('a form in a dialog has no fault that axe finds', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const t = words('vi');
  await signIn(page, 'ld.kehoach', '/tasks/t23-a07');
  for (const action of ['checkIn', 'attachEvidence', 'submitTask', 'inviteCoordination'] as const) {
    await page.getByRole('button', { name: t(`task/action.${action}`) }).click();
    await page.getByRole('dialog').waitFor();
    expect(await faultsOf(page, action)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('an open menu has no fault that axe finds', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  const t = words('vi');
  await signIn(page, 'ld.kehoach', '/account');
  await page.getByRole('button', { name: t('app/viewer.menu') }).click();
  await page.getByRole('menuitem', { name: t('app/viewer.signOut') }).waitFor();
  expect(await faultsOf(page, 'menu')).toEqual([]);
});

test('of a long list only the rows in sight exist', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/tasks');
  await page.locator('[data-index="0"] a').focus();
  const count = Number(await page.getByRole('table').getAttribute('aria-rowcount'));
  await page.keyboard.press('End');
  const focused = (index: number) =>
    page.waitForFunction(
      (row) => document.activeElement?.closest('[data-index]')?.getAttribute('data-index') === row,
      String(index),
    );
  await focused(count - 2);
  expect(count).toBeGreaterThan(rowsDrawnMax);
  expect(await page.getByRole('row').count()).toBeLessThanOrEqual(rowsDrawnMax);
  await page.keyboard.press('Home');
  await focused(0);
});

test('the task list is walked over and opened by keyboard alone, and found without diacritics', async () => {
  await using visitor = await visit();
  const { page } = visitor;
  await signIn(page, 'ld.kehoach', '/tasks');
  await page.getByRole('searchbox').fill('thang hanh dong');
  await page.waitForURL(/q=/u);
  await page.getByRole('row').filter({ hasText: 'Tháng hành động' }).first().waitFor();
  const first = page.getByRole('row').nth(1).getByRole('link');
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement?.closest('[data-index="1"]') !== null);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tasks\/t23-/u);
  await page.goBack();
  expect(await page.getByRole('searchbox').inputValue()).toBe('thang hanh dong');
});
