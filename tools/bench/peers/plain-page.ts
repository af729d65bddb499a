/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/**
 * The ceiling of a table's frames: the page that `page` shows, with the rows that it has drawn repeated to `rows`,
 * all there from the start, and no script.
 */
export async function openPlainPage(page: Page, rows: number): Promise<Page> {
  const html = await page.evaluate((wanted) => {
    const drawn = [...document.querySelectorAll('[role=row][data-index]')].map((row) => row.outerHTML);
    const words = [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].map((rule) => rule.cssText),
    );
    const root = document.documentElement.cloneNode(true) as HTMLElement;
    for (const element of root.querySelectorAll('script, link')) element.remove();
    const body = root.querySelector('[role=table]')?.lastElementChild;
    if (!body || drawn.length === 0) throw new Error('The page draws no table with rows.');
    body.removeAttribute('style');
    body.innerHTML = Array.from({ length: wanted }, (_, n) => drawn[n % drawn.length]).join('');
    const style = document.createElement('style');
    style.textContent = words.join('\n');
    root.append(style);
    return root.outerHTML;
  }, rows);
  const plain = await page.context().newPage();
  await plain.setContent(`<!doctype html>${html}`);
  return plain;
}
