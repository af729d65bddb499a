import type { Logger } from 'pino';
import type { FileStore } from './files/file-store.ts';
import type { Vault } from './vault/vault.ts';

/** Removes what has had its time: files that nobody bound, ended sessions, windows of failed sign-ins. */
export interface Sweeps {
  stop(): Promise<void>;
}

const everyMs = 3_600_000;

export function startSweeps(
  { files, vault }: { readonly files: FileStore; readonly vault: Vault },
  logger: Logger,
): Sweeps {
  let running = Promise.resolve();
  const sweep = async (): Promise<void> => {
    const gone = await files.sweep();
    if (gone > 0) logger.info({ files: gone }, 'files that nobody bound are gone');
    await vault.sessions.sweep();
    await vault.throttle.sweep();
  };
  const run = (): void => {
    running = sweep().catch((error: unknown) => logger.error({ err: error }, 'sweeping'));
  };
  const timer = setInterval(run, everyMs);
  run();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
