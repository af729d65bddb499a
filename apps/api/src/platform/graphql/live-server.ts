import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ContextParts } from './context.ts';
import { liveOptions } from './live.ts';

/** Bytes of one message from a client; a subscription is small. */
const messageBytesMax = 64 * 1024;

export interface LiveServer {
  /** Subscriptions that are being answered, over all sockets. */
  subscriptions(): number;
  /** Tells every socket that the service goes away, and ends them. */
  close(): Promise<void>;
}

/** graphql-ws on `/graphql` of an HTTP server that already listens. */
export function startLiveServer(
  server: Server,
  parts: Pick<ContextParts, 'viewers' | 'clock'>,
  schema: () => GraphQLSchema,
): LiveServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax });
  const answered = new Set<object>();
  const graphql = useServer(liveOptions(parts, schema, answered), sockets);
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.split('?')[0] !== '/graphql') return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  };
  server.on('upgrade', onUpgrade);
  return {
    subscriptions: () => answered.size,
    async close() {
      server.off('upgrade', onUpgrade);
      await graphql.dispose();
    },
  };
}
