import type { FastifyInstance } from 'fastify';
import type { Projector } from '../projector/projector.ts';

/** What stands in the way of serving; null when nothing does. */
export interface Readiness {
  /** Whether first data (sample world, first administrator) are still being written. */
  filling: boolean;
}

/** Somebody is always writing: how long the read models may take to show what the log held when it was asked. */
const behindMsMax = 1_000;

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: the read models show all of the history; while
 * not, 503 says why, and for a stopped projector the position to look at.
 */
export function healthRoutes(fastify: FastifyInstance, projector: Projector, readiness: Readiness): void {
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const failure = projector.failure();
    if (failure !== null)
      return reply.code(503).send({
        status: 'stopped',
        position: failure.position.toString(),
        message: failure.message,
        advice: 'No event is skipped. Start a version of the software that can fold this event.',
      });
    const state = readiness.filling ? 'filling' : await stateOf(projector);
    const position = projector.position().toString();
    return reply.code(state === 'ready' ? 200 : 503).send({ status: state, position });
  });
}

async function stateOf(projector: Projector): Promise<'ready' | 'catching up' | 'event store away'> {
  try {
    return (await projector.caughtUp(behindMsMax)) ? 'ready' : 'catching up';
  } catch {
    return 'event store away';
  }
}
