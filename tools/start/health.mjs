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
  for (let last = ''; performance.now() < until && !signal.aborted; ) {
    const answer = await ask(`${url}/health/ready`);
    if (answer.ok) return;
    last = answer.text;
    if (/"stopped"\s*:\s*true|PROJECTOR_STOPPED/u.test(last)) throw notReady(last);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  if (!signal.aborted) throw notReady('');
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
