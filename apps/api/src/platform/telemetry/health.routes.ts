import type { FastifyInstance } from 'fastify';
import type { Projector } from '../projector/projector.ts';

/** What stands in the way of serving; null when nothing does. */
export interface Readiness {
  /** Whether first data (sample world, first administrator) are still being written. */
  filling: boolean;
}

/**
 * `GET /health/live`: the process answers. `GET /health/ready`: the read models show all of the history; while
 * not, 503 says why, and for a stopped projector the position to look at.
 */
export function healthRoutes(fastify: FastifyInstance, projector: Projector, readiness: Readiness): void {
  fastify.get('/health/live', async () => ({ status: 'live' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const position = projector.position().toString();
    const failure = projector.failure();
    if (failure !== null)
      return reply.code(503).send({
        status: 'stopped',
        position: failure.position.toString(),
        message: failure.message,
        advice: 'No event is skipped. Start a version of the software that can fold this event.',
      });
    if (!projector.caughtUp()) return reply.code(503).send({ status: 'catching up', position });
    if (readiness.filling) return reply.code(503).send({ status: 'filling', position });
    return { status: 'ready', position };
  });
}
