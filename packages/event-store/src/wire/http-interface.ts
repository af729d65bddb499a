import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { answerWith, type HttpAnswer, methodNotAllowed } from './http-answer.ts';

/** What a plain GET answers. */
export type HttpPage = (headers: IncomingHttpHeaders) => HttpAnswer | Promise<HttpAnswer>;

/** By path. */
export type HttpPages = ReadonlyMap<string, HttpPage>;

/** Answers what lies below a path, for instance `/streams`, whatever its method. */
export type HttpResources = ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void>;

export type HttpInterface = { pages: HttpPages; resources: HttpResources };

const notACall: HttpAnswer = {
  status: 415,
  body: 'This is a gRPC method: call it over HTTP/2 with the content type application/grpc.\n',
};

function missing(paths: readonly string[]): HttpAnswer {
  return {
    status: 404,
    body: `Not found. This port speaks gRPC; over HTTP there are ${paths.join(', ')}.\n`,
  };
}

/** Answers a request that is no gRPC call, whatever version of HTTP it came over; `methods` are those of gRPC. */
export function answerHttp(
  { pages, resources }: HttpInterface,
  methods: { has(path: string): boolean },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const [, below] = /^(\/\w+)[/?]?/.exec(request.url ?? '') ?? [];
  const resource = resources.get(below ?? '');
  if (resource !== undefined) {
    resource(request, response);
    return;
  }
  const path = request.url?.split('?')[0] ?? '';
  const page = pages.get(path);
  answerWith(async ({ method, headers }) => {
    if (page === undefined)
      return methods.has(path) ? notACall : missing([...pages.keys(), ...resources.keys()]);
    return method === 'GET' || method === 'HEAD' ? page(headers) : methodNotAllowed('GET, HEAD');
  })(request, response);
}
