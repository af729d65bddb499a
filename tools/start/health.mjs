import { recordOf } from './lines.mjs';
import { StartFault } from './words.mjs';

const readyMsMax = 15 * 60_000;
const askMsMax = 5_000;
const pauseMs = 100;

/**
 * Waits until the API is ready: its read models have caught up with the log.
 * @param {string} url address of the API without a path
 * @param {AbortSignal} signal
 */
export async function untilReady(url, signal) {
  const until = performance.now() + readyMsMax;
  while (!signal.aborted) {
    const { ok, stopped, text } = await answerOf(url);
    if (ok) return;
    if (stopped !== null) throw stoppedFault(stopped);
    if (performance.now() > until) throw notReady(text);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function answerOf(url) {
  const { ok, text } = await ask(`${url}/health/ready`);
  const record = recordOf(text);
  return { ok, text, stopped: record?.status === 'stopped' ? record : null };
}

async function ask(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(askMsMax) });
    return { ok: response.status === 200, text: await response.text() };
  } catch (error) {
    return { ok: false, text: String(error) };
  }
}

function notReady(detail) {
  return new StartFault(
    `API không sẵn sàng: ${detail || 'đọc lại nhật ký quá lâu'}`,
    `The API does not become ready: ${detail || 'reading the log takes too long'}`,
  );
}

function stoppedFault({ position, message }) {
  return new StartFault(
    `Việc đọc nhật ký dừng tại vị trí ${position}: ${message}`,
    `The reading of the log stopped at position ${position}: ${message}`,
  );
}
