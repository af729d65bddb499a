import type { ApolloServerPlugin, GraphQLRequest, GraphQLRequestListener } from '@apollo/server';
import { refuse } from '@songhanh/domain/kernel';
import { type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { Logger } from 'pino';
import { refused, textNotStorable, unauthenticated, withStatus } from './errors.ts';
import { limitRefusal } from './limits.ts';
import { type Language, messageOf } from './messages.ts';
import { pendingPosition } from './pending-position.ts';
import { isExpected } from './public-error.ts';
import type { RequestContext } from './request-context.ts';
import { unstorableText } from './text-check.ts';

/**
 * What holds for every operation over HTTP: its bounds, who may introspect, that the past is not changed; the
 * caller's language in every message; and success with `extensions.pendingPosition` when an append is durable
 * but not yet shown.
 */
export function operationPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart(): Promise<GraphQLRequestListener<RequestContext>> {
      return {
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          const { language, moment, viewer } = contextValue;
          if (operation === undefined) return;
          const limit = limitRefusal(schema, document, operation, request.variables ?? {});
          if (limit !== null) throw withStatus(refused(language, limit), 400);
          if (operation.operation === 'subscription')
            throw withStatus(refused(language, refuse('SUBSCRIPTIONS_OVER_SOCKET')), 400);
          const unstorable = unstorableText(document, request.variables ?? {});
          if (unstorable !== null) throw withStatus(textNotStorable(language, unstorable), 400);
          const isPast = moment.position !== null;
          if (operation.operation === 'mutation' && isPast)
            throw withStatus(refused(language, pastRefusal), 400);
          if (viewer === null && introspects(document)) throw withStatus(unauthenticated(language), 401);
        },
        async didEncounterErrors({ errors, contextValue, operationName }) {
          // A row that is not shown yet is no fault: the answer says what it waits for.
          if (pendingPosition(contextValue) !== null) return;
          for (const error of errors)
            if (!isExpected(error) && error.originalError !== undefined)
              logger.error(
                { requestId: contextValue.requestId, operationName, err: error.originalError },
                'an operation failed',
              );
        },
        async willSendResponse({ request, response, contextValue, operation }) {
          const { body } = response;
          if (response.http.status === 400 && isOldClient(request)) response.http.status = 200;
          if (body.kind !== 'single') return;
          const result = body.singleResult;
          const position = pendingPosition(contextValue);
          if (position !== null) {
            result.extensions = { ...result.extensions, pendingPosition: position.toString() };
            result.errors = withoutUnseenRows(result.errors, operation);
            if (result.errors === undefined) delete result.errors;
          }
          for (const error of result.errors ?? []) localise(error, contextValue.language);
        },
      };
    },
  };
}

/** Who does not know the media type of GraphQL over HTTP reads any status but 200 as a fault of the way there. */
function isOldClient({ http }: GraphQLRequest): boolean {
  return http?.headers.get('accept')?.includes('application/graphql-response+json') !== true;
}

const pastRefusal = { refused: true, reason: 'PAST_IS_READ_ONLY', params: {} } as const;

/** Asks for the schema itself, besides `__typename`. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') found = true;
    },
  });
  return found;
}

/** A new row is not there yet, so that its fields came out null: no error, once the append is durable. */
function withoutUnseenRows<Failure extends { readonly extensions?: Readonly<Record<string, unknown>> }>(
  errors: readonly Failure[] | undefined,
  operation: OperationDefinitionNode | undefined,
): readonly Failure[] | undefined {
  if (operation?.operation !== 'mutation') return errors;
  const kept = errors?.filter(({ extensions }) => extensions?.code !== 'INTERNAL_SERVER_ERROR') ?? [];
  return kept.length === 0 ? undefined : kept;
}

function localise(
  error: { message: string; readonly extensions?: Readonly<Record<string, unknown>> },
  language: Language,
): void {
  if (error.extensions?.code === 'INTERNAL_SERVER_ERROR')
    error.message = messageOf(language, 'INTERNAL_SERVER_ERROR');
}
