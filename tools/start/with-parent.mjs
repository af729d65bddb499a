/**
 * Preloaded into every child: when the supervisor dies, however it dies, its end of the channel closes and the
 * child stops as it would on Ctrl-C. So nothing is left behind, not even after kill -9.
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
