import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { Viewers } from '../access/viewers.ts';
import { credentialOf, languageOf } from '../graphql/context.ts';
import { type Language, messageOf } from '../graphql/messages.ts';
import type { RequestContext, RequestViewer } from '../graphql/request-context.ts';
import type { FileBindings } from './file-bindings.ts';
import { FileRefused, type FileStore, fileBytesMax } from './file-store.ts';

export interface FileRoutesParts {
  readonly files: FileStore;
  readonly bindings: FileBindings;
  readonly viewers: Viewers;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  readonly logger: Logger;
}

/** `PUT /files` and `GET /files/:sha256`. */
export async function fileRoutes(
  fastify: FastifyInstance,
  { files, bindings, viewers, contextOf, logger }: FileRoutesParts,
): Promise<void> {
  // The body is streamed, whatever type is claimed; only the content says what it is.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  fastify.setErrorHandler((error, request, reply) => {
    const language = languageOf(request.headers);
    // A header that names no moment: said by what GraphQL says it with.
    if (error instanceof GraphQLError)
      return reply.code(400).send({ code: error.extensions.code, message: error.message });
    logger.error({ requestId: request.id, err: error }, 'a file was not carried');
    return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', language);
  });

  fastify.put('/files', { bodyLimit: fileBytesMax }, async (request, reply) => {
    const language = languageOf(request.headers);
    const viewer = await viewers.find(credentialOf(request.headers));
    if (viewer === null) return refuse(reply, 401, 'SIGN_IN_NEEDED', language);
    if (!mayUpload(viewer, request)) return refuse(reply, 403, 'CSRF_TOKEN_NEEDED', language);
    if (Number(request.headers['content-length'] ?? 0) > fileBytesMax)
      return refuse(reply, 413, 'FILE_TOO_LARGE', language);
    try {
      const { sha256, size, mediaType } = await files.store(bodyOf(request), viewer.accountId);
      return reply.send({ sha256, size, type: mediaType });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      return refuse(reply, error.reason === 'TOO_LARGE' ? 413 : 415, `FILE_${error.reason}`, language);
    }
  });

  fastify.get<{ Params: { sha256: string } }>('/files/:sha256', async (request, reply) => {
    const { sha256 } = request.params;
    const context = await contextOf(request, reply);
    if (context.viewer === null) return refuse(reply, 401, 'SIGN_IN_NEEDED', context.language);
    const bound = /^[0-9a-f]{64}$/u.test(sha256) ? await bindings.read(sha256, context) : null;
    const stored = bound && (await files.read(sha256));
    // Whether it exists is nobody's business who may not see it.
    if (bound === null || stored === null) return refuse(reply, 404, 'FILE_NOT_FOUND', context.language);
    return reply
      .header('content-type', stored.file.mediaType)
      .header('content-length', stored.file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(bound.fileName)}`)
      .header('cache-control', 'private, no-store')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(stored.content);
  });
}

/** The body as it comes in; a request without one has an empty file. */
function bodyOf({ body }: FastifyRequest): Readable {
  return body instanceof Readable ? body : Readable.from([]);
}

/** The header proves that a page of ours sends it: another site can neither read the token nor set the header. */
function mayUpload(viewer: RequestViewer, { headers }: FastifyRequest): boolean {
  if (viewer.actor.role === 'SERVICE') return true;
  return viewer.actor.role !== 'AUDITOR' && headers['x-csrf-token'] === viewer.csrfToken;
}

function refuse(reply: FastifyReply, status: number, reason: string, language: Language) {
  return reply.code(status).send({ code: reason, message: messageOf(language, reason) });
}
