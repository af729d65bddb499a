import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { refuse } from '@songhanh/domain/kernel';
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { Context, ServerOptions } from 'graphql-ws';
import { type ContextParts, languageOf, liveContext } from './context.ts';
import { refused, textNotStorable, unauthenticated } from './errors.ts';
import { limitRefusal } from './limits.ts';
import { introspects } from './operation.plugin.ts';
import { publicError } from './public-error.ts';
import type { RequestContext } from './request-context.ts';
import { unstorableText } from './text-check.ts';

/** Subscriptions at once on one socket. */
const subscriptionsPerSocketMax = 50;
/** Sockets of one person at once: a page has one. */
const socketsPerPersonMax = 40;

interface SocketExtra {
  readonly request: IncomingMessage;
  /** Whose socket it is, once it is open. */
  accountId?: string;
  /** Whether it was closed, maybe before it was known whose it is. */
  isClosed?: boolean;
}
type LiveContext = Context<Record<string, unknown> | undefined, SocketExtra>;
type LiveOptions = Pick<
  ServerOptions<Record<string, unknown> | undefined, SocketExtra>,
  'onConnect' | 'onClose' | 'onSubscribe' | 'subscribe' | 'onNext' | 'onError' | 'context'
>;

/**
 * graphql-ws with the session cookie. A socket opens for who is signed in on a page of our own; it carries
 * subscriptions only; and every event is answered in a context of its own, after asking again who is signed
 * in, so that nothing is remembered between events and an ended session hears no more.
 */
export function liveOptions(
  parts: Pick<ContextParts, 'viewers' | 'clock'>,
  schema: () => GraphQLSchema,
  answered: Set<object>,
): LiveOptions {
  const contextOf = ({ extra }: LiveContext) => liveContext(extra.request.headers, randomUUID(), parts);
  const sockets = new Map<string, number>();
  return {
    async onConnect({ extra }) {
      if (!isOwnPage(extra.request)) return false;
      const accountId = (await contextOf({ extra } as LiveContext))?.viewer?.accountId;
      if (accountId === undefined || extra.isClosed) return false;
      const open = sockets.get(accountId) ?? 0;
      if (open >= socketsPerPersonMax) return false;
      sockets.set(accountId, open + 1);
      extra.accountId = accountId;
      return true;
    },
    onClose({ extra }) {
      extra.isClosed = true;
      const { accountId } = extra;
      if (accountId === undefined) return;
      const open = (sockets.get(accountId) ?? 1) - 1;
      if (open === 0) sockets.delete(accountId);
      else sockets.set(accountId, open);
    },
    onSubscribe({ extra, subscriptions }, _id, { query, operationName, variables }) {
      const language = languageOf(extra.request.headers);
      if (Object.keys(subscriptions).length > subscriptionsPerSocketMax)
        return [refused(language, refuse('TOO_MANY_SUBSCRIPTIONS', { most: subscriptionsPerSocketMax }))];
      if (extra.request.headers['x-as-of'] !== undefined)
        return [refused(language, refuse('SUBSCRIPTIONS_SHOW_THE_PRESENT'))];
      return prepared(schema(), { query, operationName, variables }, language);
    },
    async context(context) {
      const { headers } = (context as LiveContext).extra.request;
      return { ...(await contextOf(context as LiveContext)), headers };
    },
    subscribe: (args) => subscribeAfresh(args as LiveArgs, parts, answered),
    onNext({ extra }, _id, _payload, _args, { errors, ...result }) {
      if (errors === undefined) return undefined;
      return { ...result, errors: formattedErrors(errors, extra.request) as never };
    },
    onError: ({ extra }, _id, _payload, errors) => formattedErrors(errors, extra.request) as never,
  };
}

/** What graphql-ws executes, or the errors that end the operation before it began. */
function prepared(
  schema: GraphQLSchema,
  request: {
    readonly query: string;
    readonly operationName?: string | null | undefined;
    readonly variables?: Record<string, unknown> | null | undefined;
  },
  language: RequestContext['language'],
): Omit<ExecutionArgs, 'contextValue'> | readonly GraphQLError[] {
  const document = parsed(request.query);
  if (document instanceof GraphQLError) return [document];
  const faults = validate(schema, document);
  if (faults.length > 0) return faults;
  const operation = getOperationAST(document, request.operationName);
  if (operation?.operation !== 'subscription' || introspects(document))
    return [refused(language, refuse('SUBSCRIPTIONS_ONLY'))];
  const limit = limitRefusal(schema, document, operation, request.variables ?? {});
  if (limit !== null) return [refused(language, limit)];
  const unstorable = unstorableText(document, request.variables ?? {});
  if (unstorable !== null) return [textNotStorable(language, unstorable)];
  return {
    schema,
    document,
    operationName: request.operationName ?? null,
    variableValues: request.variables ?? null,
  };
}

const queryTokensMax = 5_000;

/** Thrown here, a fault of the syntax would close the socket, with all that it carries. */
function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: queryTokensMax });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

type LiveArgs = ExecutionArgs & {
  readonly contextValue: RequestContext & { readonly headers: IncomingHttpHeaders };
};

async function subscribeAfresh(
  args: LiveArgs,
  parts: Pick<ContextParts, 'viewers' | 'clock'>,
  answered: Set<object>,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  answered.add(source);
  return answers(
    source,
    args,
    () => liveContext(args.contextValue.headers, randomUUID(), parts),
    () => answered.delete(source),
  );
}

/** The answers to what the source tells, until it ends, the subscriber leaves or the session has ended. */
function answers(
  source: AsyncIterable<unknown>,
  args: LiveArgs,
  fresh: () => Promise<RequestContext | null>,
  onEnd: () => void,
): AsyncGenerator<ExecutionResult> {
  const told = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    onEnd();
    await told.return?.();
    return { value: undefined, done: true };
  };
  let ended = false;
  return {
    async next() {
      const { value: rootValue, done } = ended ? { value: undefined, done: true } : await told.next();
      if (done === true) return end();
      const contextValue = await fresh();
      if (contextValue !== null)
        return { value: await execute({ ...args, rootValue, contextValue }), done: false };
      ended = true;
      return { value: { errors: [unauthenticated(args.contextValue.language)] }, done: false };
    },
    // Also while `next` waits: a generator would be left only after the next change.
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await end()),
  };
}

/** Browsers name the page that opens a socket; another site's page must not speak with our cookie. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

function formattedErrors(
  errors: readonly GraphQLError[],
  { headers }: IncomingMessage,
): readonly GraphQLFormattedError[] {
  return errors.map((error) => publicError(withCode(error), error, languageOf(headers)));
}

/** Faults of parsing and validating have no code outside Apollo Server. */
function withCode(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  if (error.extensions.code !== undefined || error.originalError !== undefined || error.path !== undefined)
    return formatted;
  return { ...formatted, extensions: { ...formatted.extensions, code: 'GRAPHQL_VALIDATION_FAILED' } };
}
