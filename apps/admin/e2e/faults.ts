import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe?: { run(options: RunOptions): Promise<AxeResults> };
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// Nodes without a fault are neither described nor counted, which takes most of axe's time. The style sheets are not
// loaded a second time: no rule that runs by default reads them.
const options: RunOptions = { resultTypes: ['violations'], preload: false };

/** A key of the translations that nobody gave words: `part.history`, `action.draftPlan`. */
const keyInText = /\b(?:part|action|done|fact|form|status|state|kind|relation|inbox|edges|weeks)\.[a-z]\w+/u;

/** What is wrong with what a page shows now: what axe finds, what runs over its edge, words that are missing. */
export async function faultsOf(page: Page, screen: string): Promise<readonly string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe);
  const seen = await page.evaluate(async (chosen) => {
    const { violations } = (await window.axe?.run(chosen)) ?? { violations: null };
    return {
      violations: violations?.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)) ?? null,
      over: document.documentElement.scrollWidth - window.innerWidth,
      text: document.querySelector('#content')?.textContent ?? '',
    };
  }, options);
  if (seen.violations === null) throw new Error('axe did not run');
  const found = seen.violations.map((violation) => violation.slice(0, 200));
  if (seen.over > 0) found.push(`${seen.over} px over the edge`);
  const key = keyInText.exec(seen.text);
  if (key !== null) found.push(`shows the key ${key[0]}`);
  return found.map((fault) => `${screen}: ${fault}`);
}
