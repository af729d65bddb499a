/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, signInAt } from '../browser.ts';
import { openPlainPage } from '../peers/plain-page.ts';
import { quantile, type Row } from '../row.ts';
import type { Stack } from '../stack.ts';

/** Rows walked through, or all where there are fewer. */
const rowsWalkedMax = 10_000;
const rowHeightPixels = 60;
/** As far as the page moves from one frame to the next: a brisk turn of the wheel, and one that nobody reads at. */
const rowsPerFrame = [2, 8];
/** Rows of the ceiling, which is one page with all of its rows. */
const plainRows = 3_000;
/** Main thread tasks below this are no long tasks (W3C Long Tasks). */
const longTaskMsMin = 50;
/** A frame that took longer came later than the next one of a screen with 60 a second. */
const lateFrameMsMin = 25;

interface Walk {
  readonly rows: number;
  readonly drawnMax: number;
  /** Frames in which the lowest row in sight was not read or not drawn yet. */
  readonly framesWaiting: number;
  readonly framesMs: readonly number[];
  readonly longTasksMs: readonly number[];
}

/**
 * The table of tasks in a real browser, scrolled from its first row on without a pause; beside it its ceiling, a plain
 * page with the same rows.
 */
export async function measureTable(stack: Stack, size: number, email: string): Promise<Row[]> {
  const browser = await launchBrowser();
  const measured: Row[] = [];
  try {
    const table = await tableOf(browser, stack, email);
    for (const rows of rowsPerFrame) {
      const step = rows * rowHeightPixels;
      const about = `${rows} rows a frame, ${size} events`;
      const walk = await walked(table, rowsWalkedMax, step);
      measured.push(...rowsOf('songhanh', walk, about));
      const plain = await openPlainPage(table, plainRows);
      measured.push(...rowsOf('ceiling', await walked(plain, plainRows, step), about));
      await plain.close();
    }
    return measured;
  } finally {
    await browser.close();
  }
}

function rowsOf(subject: string, walk: Walk, about: string): Row[] {
  const frames = walk.framesMs.toSorted((a, b) => a - b);
  const late = frames.filter((ms) => ms > lateFrameMsMin).length;
  const row = { part: 'table', subject, inFlight: 1, unit: 'ms' } as const;
  return [
    {
      ...row,
      name: `frame, ${about}`,
      value: frames.reduce((sum, ms) => sum + ms, 0) / frames.length,
      p50Ms: quantile(frames, 0.5),
      p99Ms: quantile(frames, 0.99),
      note: `${walk.rows} rows, at most ${walk.drawnMax} drawn; ${late} of ${frames.length} frames late, ${walk.framesWaiting} before their rows were read or drawn`,
    },
    {
      ...row,
      name: `longest task of the main thread, ${about}`,
      value: Math.max(0, ...walk.longTasksMs),
      note: `${walk.longTasksMs.length} of at least ${longTaskMsMin} ms`,
    },
  ];
}

async function tableOf(browser: Browser, stack: Stack, email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.url(), viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto('/tasks');
  await signInAt(page, email, stack.password);
  await page.locator('[role=row][data-index] a').first().waitFor();
  // The pointer rests over the rows while somebody turns the wheel: what lies under it changes with each frame.
  await page.mouse.move(640, 450);
  return page;
}

function walked(page: Page, rowsMax: number, step: number): Promise<Walk> {
  return page.evaluate(
    async ({ rowsMax, height, step }) => {
      window.scrollTo(0, 0);
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
        drawnMax = Math.max(drawnMax, document.querySelectorAll('[role=row][data-index]').length);
        const last = document.elementFromPoint(window.innerWidth / 2, window.innerHeight - 1);
        const row = last?.closest('[role=row][data-index]');
        if (!row || row.querySelector('.mantine-Skeleton-root') !== null) framesWaiting += 1;
      }
      observer.disconnect();
      return { rows, drawnMax, framesWaiting, framesMs, longTasksMs };
    },
    { rowsMax, height: rowHeightPixels, step },
  );
}
