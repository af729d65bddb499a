/// <reference lib="dom" />
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { findBrowser, thisMachine } from '../../test/find-browser.ts';
import { launchBrowser, signInAt } from '../browser.ts';
import type { Row } from '../row.ts';
import { type Stack, startStack } from '../stack.ts';

const email = 'ld.kehoach@minhhoa.vn.example';
/** Lighthouse brings a hundred packages: npm fetches it for this part alone, once, into its own cache. */
const lighthouse = 'lighthouse@12.8.2';
const lighthouseMsMax = 240_000;
const reportBytesMax = 32 * 1024 * 1024;
const screens = ['/', '/organisation', '/plans/p23-a', '/coordination', '/tasks', '/tasks/t23-a07'];

/** What a first visit loads, and what Lighthouse says of each screen. */
export async function pagesPart(): Promise<Row[]> {
  const stack = await startStack({ events: null });
  try {
    return [...(await scripts(stack)), ...(await lighthouseRows(stack))];
  } finally {
    await stack.stop();
  }
}

async function scripts(stack: Stack): Promise<Row[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ baseURL: stack.url() });
    await page.goto('/sign-in');
    const row = { part: 'pages', subject: 'songhanh', inFlight: 1, unit: 'kB' } as const;
    const signIn = { ...row, name: 'scripts until idle, sign-in', value: await scriptsKb(page) };
    await signInAt(page, email, stack.password);
    await page.waitForURL('/');
    await page.locator('#content h1').waitFor();
    return [signIn, { ...row, name: 'scripts until idle, overview', value: await scriptsKb(page) }];
  } finally {
    await browser.close();
  }
}

/** As they came over the network, in thousands of bytes. */
async function scriptsKb(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const ours = loaded.filter(({ name }) => name.endsWith('.js'));
    return ours.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000;
  });
}

async function lighthouseRows(stack: Stack): Promise<Row[]> {
  const rows = await lighthouseOf(`${stack.url()}/sign-in`, null);
  const cookie = await stack.cookieOf(email);
  for (const screen of screens) rows.push(...(await lighthouseOf(`${stack.url()}${screen}`, cookie)));
  return rows;
}

interface Audited {
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number | null }>>;
}

async function lighthouseOf(url: string, cookie: string | null): Promise<Row[]> {
  const headers = cookie === null ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`];
  const args = [
    ...['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', url],
    ...['--quiet', '--preset=desktop', '--output=json', ...headers],
    '--only-categories=performance,accessibility,best-practices',
    '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage',
  ];
  const { stdout } = await promisify(execFile)('npm', args, {
    env: { ...process.env, CHROME_PATH: findBrowser(thisMachine()) },
    timeout: lighthouseMsMax,
    maxBuffer: reportBytesMax,
  });
  const { categories } = JSON.parse(stdout) as Audited;
  return Object.values(categories).map(({ title, score }) => ({
    ...{ part: 'pages', subject: 'songhanh', inFlight: 1, unit: 'points' as const },
    name: `Lighthouse, ${title}, ${new URL(url).pathname}`,
    value: (score ?? Number.NaN) * 100,
  }));
}
