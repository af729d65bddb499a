/// <reference lib="dom" />
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, thisMachine } from '../../test/find-browser.ts';
import { quantile, type Row } from '../row.ts';
import type { Stack } from '../stack.ts';

/** Rows walked through, or all where there are fewer. */
const rowsWalkedMax = 10_000;
const rowHeightPixels = 60;
/** As far as a quick turn of the wheel moves the page from one frame to the next: eight rows. */
const pixelsPerFrame = 8 * rowHeightPixels;
/** Main thread tasks below this are no long tasks (W3C Long Tasks). */
const longTaskMsMin = 50;

interface Walk {
  readonly rows: number;
  readonly drawnMax: number;
  /** Frames in which a row that was drawn had not been read yet. */
  readonly framesWaiting: number;
  readonly framesMs: readonly number[];
  readonly longTasksMs: readonly number[];
}

/** The table of tasks in a real browser, scrolled from its first row on without a pause. */
export async function measureTable(stack: Stack, size: number, email: string): Promise<Row[]> {
  const browser = await chromium.launch({
    executablePath: findBrowser(thisMachine()),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const walk = await walked(await tableOf(browser, stack, email));
    const frames = walk.framesMs.toSorted((a, b) => a - b);
    const about = `${walk.rows} rows scrolled, ${size} events`;
    const row = { part: 'table', subject: 'songhanh', inFlight: 1 } as const;
    return [
      {
        ...row,
        name: `frame, ${about}`,
        unit: 'ms',
        value: quantile(frames, 0.5),
        p50Ms: quantile(frames, 0.5),
        p99Ms: quantile(frames, 0.99),
        note: `at most ${walk.drawnMax} rows drawn; ${walk.framesWaiting} of ${frames.length} frames before their rows were read`,
      },
      {
        ...row,
        name: `longest task of the main thread, ${about}`,
        unit: 'ms',
        value: Math.max(0, ...walk.longTasksMs),
        note: `${walk.longTasksMs.length} of at least ${longTaskMsMin} ms`,
      },
    ];
  } finally {
    await browser.close();
  }
}

async function tableOf(browser: Browser, stack: Stack, email: string): Promise<Page> {
  const page = await browser.newPage({ baseURL: stack.url(), viewport: { width: 1280, height: 900 } });
  await page.goto('/tasks');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', stack.password);
  await page.click('button[type=submit]');
  await page.locator('[role=rowgroup] a').first().waitFor();
  return page;
}

function walked(page: Page): Promise<Walk> {
  return page.evaluate(
    async ({ rowsMax, height, step }) => {
      const table = document.querySelector('[role=table][aria-rowcount]');
      const rows = Math.min(rowsMax, Number(table?.getAttribute('aria-rowcount')) - 1);
      const framesMs: number[] = [];
      const longTasksMs: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasksMs.push(duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let drawnMax = 0;
      let framesWaiting = 0;
      let before = await frame();
      for (let at = 0; at < rows * height; at += step) {
        window.scrollBy(0, step);
        const now = await frame();
        framesMs.push(now - before);
        before = now;
        drawnMax = Math.max(drawnMax, document.querySelectorAll('[role=rowgroup] [role=row]').length);
        if (document.querySelector('[role=rowgroup] .mantine-Skeleton-root') !== null) framesWaiting += 1;
      }
      observer.disconnect();
      return { rows, drawnMax, framesWaiting, framesMs, longTasksMs };
    },
    { rowsMax: rowsWalkedMax, height: rowHeightPixels, step: pixelsPerFrame },
  );
}
