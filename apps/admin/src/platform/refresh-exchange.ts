import { type Client, mapExchange, type Operation } from 'urql';

/** An exchange that knows which queries are on the screen, and a call that asks all of them again. */
export function makeRefresh() {
  const active = new Map<number, Operation>();
  const exchange = mapExchange({
    onOperation(operation) {
      if (operation.kind === 'query') active.set(operation.key, operation);
      if (operation.kind === 'teardown') active.delete(operation.key);
    },
  });
  const refresh = (client: Client): void => {
    for (const operation of active.values()) {
      const context = { ...operation.context, requestPolicy: 'cache-and-network' as const };
      client.reexecuteOperation(client.createRequestOperation('query', operation, context));
    }
  };
  return { exchange, refresh };
}
