import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { password, type World } from './world.ts';

/** What an action of the page may take at most. */
const actionMsMax = 20_000;

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** A window of somebody's own, which notes all that must not happen. */
export interface Visitor extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to another host than the app's. */
  readonly strangers: readonly string[];
  /** Errors thrown in the page. */
  readonly errors: readonly string[];
}

export interface VisitorOptions {
  readonly language?: 'vi' | 'en';
  readonly width?: number;
}

/** Opens windows on a world, in one browser for all tests of the file that calls this. */
export function visitsOf(world: World): (options?: VisitorOptions) => Promise<Visitor> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  return (options = {}) => {
    if (browser === undefined) throw new Error('a window is opened in a test, when the browser is there');
    return visit(browser, world, options);
  };
}

async function visit(browser: Browser, world: World, options: VisitorOptions): Promise<Visitor> {
  const { language = 'vi', width = 1280 } = options;
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width, height: 900 },
    acceptDownloads: true,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(actionMsMax);
  await context.addInitScript((chosen) => localStorage.setItem('songhanh.language', chosen), language);
  const page = await context.newPage();
  const strangers: string[] = [];
  const errors: string[] = [];
  const { host } = new URL(world.url);
  page.on('request', (request) => {
    const target = new URL(request.url());
    if (/^(?:http|ws)s?:$/u.test(target.protocol) && target.host !== host) strangers.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== host) strangers.push(socket.url());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, context, strangers, errors, [Symbol.asyncDispose]: () => context.close() };
}

/** Signs in through the form. `name` is the part of the demonstration address before the @. */
export async function signIn(page: Page, name: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.fill('input[name=email]', `${name}@minhhoa.vn.example`);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.locator('#content h1').waitFor();
}

/** Resolves once the screen shows all that it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#content h1').waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
}
