import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, thisMachine } from '../test/find-browser.ts';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(thisMachine()),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** Fills in the form that a page shows to whoever is signed out. */
export async function signInAt(page: Page, email: string, password: string): Promise<void> {
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
}
