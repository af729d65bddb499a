const storageKey = 'songhanh.reloadedAt';
const reloadPauseMsMin = 60_000;

/**
 * After an update of the server, the pieces that an open tab has not read yet are gone. The page is loaded
 * anew, once in a while at most; drafts live through it.
 */
export function reloadForNewVersion(): void {
  addEventListener('vite:preloadError', (event) => {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(storageKey)) < reloadPauseMsMin) return;
    sessionStorage.setItem(storageKey, String(now));
    event.preventDefault();
    location.reload();
  });
}
