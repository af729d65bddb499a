import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/**
 * The built admin app. Its files are named by their content and may be kept for a year; every other path that
 * asks for a page gets index.html, since the app has routes of its own.
 */
export async function adminRoutes(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const forYears = path.includes('/assets/');
      reply.header('cache-control', forYears ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  fastify.get('/', (_request, reply) => page(reply));
  fastify.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const wantsPage = request.headers.accept?.includes('text/html') === true && !/\.\w+$/u.test(path);
    if (wantsPage) return page(reply);
    return reply.code(404).send({ code: 'NOT_FOUND', message: 'Not found' });
  });
}

function page(reply: FastifyReply): FastifyReply {
  return reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-cache')
    .sendFile('index.html');
}
