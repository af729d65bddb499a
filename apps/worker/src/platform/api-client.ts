import type { z } from 'zod';

/** The API did not answer, or not as an API: it may be starting, overloaded or gone. Worth another try. */
export class ApiUnreachable extends Error {
  constructor(detail: string) {
    super(`the API cannot be reached: ${detail}`);
    this.name = 'ApiUnreachable';
  }
}

/** The API answered that it does not do what was asked. */
export class ApiRefused extends Error {
  /** One of REFUSED, CONFLICT, FORBIDDEN, BAD_USER_INPUT or the like. */
  readonly code: string;
  /** The reason of a refusal, `REPORT_COMPLETED`; null when there is none. */
  readonly reason: string | null;

  constructor(message: string, code: string, reason: string | null) {
    super(message);
    this.name = 'ApiRefused';
    this.code = code;
    this.reason = reason;
  }
}

/** The moment of a read. */
export interface ReadAt {
  /** An instant, ISO 8601 UTC; now when left out. */
  readonly asOf?: string;
  /** The answer waits until the read models have passed this place in the log. */
  readonly atLeastPosition?: string;
}

export interface Uploaded {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface ApiClient {
  /**
   * Asks the schema.
   * @throws ApiUnreachable after `outageMsMax` of trying; ApiRefused; a ZodError when the answer has another shape
   */
  ask<Shape extends z.ZodType>(
    question: { readonly document: string; readonly variables: object; readonly shape: Shape },
    at?: ReadAt,
  ): Promise<z.output<Shape>>;
  /** Uploads a file; the same bytes have the same digest. */
  upload(bytes: Uint8Array, mediaType: string, fileName: string): Promise<Uploaded>;
}

export interface ApiClientOptions {
  /** Address without a path. */
  readonly url: string;
  readonly token: string;
  /** Language of messages. */
  readonly language: 'vi' | 'en';
  /** How long one call may take. */
  readonly callMsMax?: number;
  /** How long an API that cannot be reached is tried again. */
  readonly outageMsMax?: number;
}

const callMsDefault = 20_000;
const outageMsDefault = 20_000;
const pauseMsFirst = 200;
const pauseMsMax = 3_000;
const answerBytesMax = 64 * 1024 * 1024;

export function createApiClient(options: ApiClientOptions): ApiClient {
  const { url, token, language, callMsMax = callMsDefault, outageMsMax = outageMsDefault } = options;
  const always = { authorization: `Bearer ${token}`, 'accept-language': language };

  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await reached(`${url}${path}`, {
      ...init,
      headers: { ...always, ...init.headers },
      signal: AbortSignal.timeout(callMsMax),
    });
    if (response.status >= 500) throw new ApiUnreachable(`it answered ${response.status}`);
    return response;
  };

  return {
    async ask({ document, variables, shape }, at = {}) {
      const body = JSON.stringify({ query: document, variables });
      const answer = await triedAgain(outageMsMax, async () =>
        json(await call('/graphql', { method: 'POST', headers: headersOf(at), body })),
      );
      return shape.parse(dataOf(answer));
    },
    async upload(bytes, mediaType, fileName) {
      const headers = { 'content-type': mediaType, 'x-file-name': encodeURIComponent(fileName) };
      const answer = await triedAgain(outageMsMax, async () =>
        json(await call('/files', { method: 'PUT', headers, body: Buffer.from(bytes) })),
      );
      if (isUploaded(answer)) return answer;
      throw new ApiRefused(`the upload was not taken: ${messageOf(answer)}`, 'UPLOAD_REFUSED', null);
    },
  };
}

function headersOf({ asOf, atLeastPosition }: ReadAt): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    ...(asOf === undefined ? {} : { 'x-as-of': asOf }),
    ...(atLeastPosition === undefined ? {} : { 'x-at-least-position': atLeastPosition }),
  };
}

async function reached(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    throw new ApiUnreachable(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > answerBytesMax) throw new ApiRefused('the answer is too long', 'ANSWER_TOO_LONG', null);
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiUnreachable(`it answered ${response.status} without JSON`);
  }
}

async function triedAgain<Answer>(outageMsMax: number, attempt: () => Promise<Answer>): Promise<Answer> {
  const until = performance.now() + outageMsMax;
  for (let pauseMs = pauseMsFirst; ; pauseMs = Math.min(pauseMs * 2, pauseMsMax)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ApiUnreachable) || performance.now() + pauseMs > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

function dataOf(answer: unknown): unknown {
  if (!isRecord(answer)) throw new ApiUnreachable('its answer is not one of GraphQL');
  const errors = Array.isArray(answer.errors) ? answer.errors : [];
  if (errors.length > 0) throw refusalOf(errors[0]);
  return answer.data;
}

function refusalOf(error: unknown): ApiRefused {
  const extensions = isRecord(error) && isRecord(error.extensions) ? error.extensions : {};
  const { code, reason } = extensions;
  return new ApiRefused(
    messageOf(error),
    typeof code === 'string' ? code : 'UNKNOWN',
    typeof reason === 'string' ? reason : null,
  );
}

function messageOf(value: unknown): string {
  if (!isRecord(value)) return 'no message was given';
  if (typeof value.message === 'string') return value.message;
  return Array.isArray(value.errors) ? messageOf(value.errors[0]) : 'no message was given';
}

function isUploaded(value: unknown): value is Uploaded {
  return isRecord(value) && typeof value.sha256 === 'string' && typeof value.size === 'number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
