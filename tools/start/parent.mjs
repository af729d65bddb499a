const pollMs = 500;

/**
 * Calls `onGone` once this process has another parent: npm, when it is told to end, ends its shell and tells the
 * command nothing.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, pollMs);
  timer.unref();
}
