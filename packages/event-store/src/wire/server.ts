import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import {
  createServer as createHttp2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Authenticate } from './authenticate.ts';
import { Call } from './call.ts';
import { answerHttp, type HttpInterface } from './http-interface.ts';
import { httpOverHttp2, type RequestBounds } from './http-over-http2.ts';
import { secureServer, type Tls } from './secure-server.ts';
import { GrpcError, StatusCode } from './status.ts';
import type { Traffic } from './traffic.ts';

/** Answers one method; what it throws, or rejects with, becomes the status of the call. */
export type Handler = (call: Call) => void | Promise<void>;

/** Handlers by full path, for instance `/event_store.client.streams.Streams/Read`. */
export type Handlers = ReadonlyMap<string, Handler>;

/** Where to listen, and how. */
export type Address = {
  host: string;
  port: number;
  tls?: Tls;
  /** In which an HTTP request must have come in, head and body; 30 s unless given. */
  requestWaitMsMax?: number;
  /** Connections that are served; 4,096 unless given. What comes beyond is cut. */
  connectionsMax?: number;
  /** Open calls of all connections; 16,384 unless given. */
  callsMax?: number;
  /** Open requests over HTTP/2 that are no calls, of all connections; 1,024 unless given. */
  requestsMax?: number;
  /** In which a connection must ask for the next page; 5 s unless given. */
  idleMsMax?: number;
};

export type WireServer = { port: number; close(): Promise<void> };

const preface = 'PRI * HTTP/2';
const prefaceWaitMsMax = 10_000;
/**
 * Calls that a client may cancel on one connection before it is closed. Node's own bound (1,000, then 33 a second) would close
 * that of an application whose subscribers come and go.
 */
const resetsAtOnceMax = 10_000;
const resetsPerSecondMax = 1_000;

const requestWaitMsDefault = 30_000;
const idleMsDefault = 5_000;

/** Each costs memory while it does nothing. */
const connectionsMaxDefault = 4_096;
const callsMaxDefault = 16_384;
const requestsMaxDefault = 1_024;

/** In which peers take the end of their calls and leave, before their connections are cut. */
const farewellMsMax = 250;

/**
 * Listens for gRPC, and for plain HTTP over HTTP/2 and HTTP/1.1, on one port. The two versions are told apart in clear by
 * the first bytes of a connection, under TLS by what the peers agreed on; over HTTP/2 the media type tells calls.
 */
export async function listen(
  address: Address,
  handlers: Handlers,
  http: HttpInterface,
  authenticate: Authenticate,
  traffic: Traffic,
): Promise<WireServer> {
  const { connectionsMax = connectionsMaxDefault, callsMax = callsMaxDefault } = address;
  const calls = new Set<Call>();
  const sessions = new Set<ServerHttp2Session>();
  const http2 = createHttp2Server({
    settings: { initialWindowSize: 1024 * 1024, maxConcurrentStreams: 10_000 },
    maxSessionMemory: 64,
    streamResetBurst: resetsAtOnceMax,
    streamResetRate: resetsPerSecondMax,
  });
  http2.on('session', (session) => {
    if (!tcp.listening) return session.destroy();
    sessions.add(session);
    session.setLocalWindowSize(8 * 1024 * 1024);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
  });
  const bounds = {
    waitMsMax: address.requestWaitMsMax ?? requestWaitMsDefault,
    idleMsMax: address.idleMsMax ?? idleMsDefault,
  };
  const onRequest: RequestListener = (request, response) => answerHttp(http, handlers, request, response);
  const requestsMax = address.requestsMax ?? requestsMaxDefault;
  const onPlainStream = httpOverHttp2({ ...bounds, requestsMax }, onRequest);
  http2.on('stream', (stream, headers, flags, rawHeaders) => {
    if (!isCall(headers['content-type'])) return onPlainStream(stream, headers, flags, rawHeaders);
    const call = new Call(stream, headers);
    if (calls.size >= callsMax) {
      refuseCall(call, stream, callsMax);
      return;
    }
    calls.add(call);
    call.onClose(() => calls.delete(call));
    const path = headers[':path'] ?? '';
    traffic.watch(call, handlers.has(path) ? path : 'unknown');
    answer(handlers, authenticate, call, stream, path);
  });
  http2.on('sessionError', () => {});
  const http1 = http1Server(bounds, onRequest);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    traffic.connections += 1;
    socket.on('close', () => {
      sockets.delete(socket);
      traffic.connections -= 1;
    });
    socket.on('error', () => socket.destroy());
  };
  const tcp = address.tls === undefined ? createTcpServer({ noDelay: true }) : secureServer(address.tls);
  tcp.maxConnections = connectionsMax;
  tcp.on('connection', keep);
  if (address.tls === undefined) tcp.on('connection', (socket: Socket) => handOver(socket, http2, http1));
  else {
    tcp.on('secureConnection', (socket: TLSSocket) => {
      socket.on('error', () => socket.destroy());
      (socket.alpnProtocol === 'h2' ? http2 : http1).emit('connection', socket);
    });
  }
  await bind(tcp, address);
  return { port: portOf(tcp), close: () => shutDown(tcp, http1, { calls, sessions, sockets }) };
}

/** Answers 408 to a request that does not come in within the bound, and cuts it. */
function http1Server({ waitMsMax, idleMsMax }: RequestBounds, onRequest: RequestListener): HttpServer {
  const server = createHttpServer(
    {
      headersTimeout: waitMsMax,
      requestTimeout: waitMsMax,
      connectionsCheckingInterval: Math.ceil(waitMsMax / 6),
      keepAliveTimeout: idleMsMax,
    },
    onRequest,
  );
  // It watches these bounds from the moment it listens, which this one never does: it is handed its connections.
  server.emit('listening');
  return server;
}

function handOver(
  socket: Socket,
  http2: { emit(event: 'connection', socket: Socket): boolean },
  http1: HttpServer,
): void {
  socket.setTimeout(prefaceWaitMsMax, () => socket.destroy());
  socket.once('data', (chunk: Buffer) => {
    socket.pause();
    socket.setTimeout(0);
    socket.unshift(chunk);
    const isHttp2 = preface.startsWith(chunk.toString('latin1', 0, Math.min(preface.length, chunk.length)));
    (isHttp2 ? http2 : http1).emit('connection', socket);
    if (!isHttp2) socket.resume();
  });
}

/** `application/grpc`, which is what nearly every call says, `application/grpc+proto` and the like; not gRPC-Web. */
function isCall(mediaType: string | undefined): boolean {
  return mediaType === 'application/grpc' || /^application\/grpc(?:[+; ]|$)/i.test(mediaType ?? '');
}

function answer(
  handlers: Handlers,
  authenticate: Authenticate,
  call: Call,
  stream: ServerHttp2Stream,
  path: string,
): void {
  const handler = handlers.get(path);
  if (handler === undefined) {
    stream.resume();
    call.fail(new GrpcError(StatusCode.unimplemented, `The method ${path} is not implemented by this node.`));
    return;
  }
  try {
    const authenticated = authenticate(call.headers);
    const answered =
      authenticated === undefined
        ? handler(call)
        : authenticated.then(() => (call.over ? undefined : handler(call)));
    answered?.catch((error: unknown) => call.fail(error));
  } catch (error) {
    call.fail(error);
  }
}

function refuseCall(call: Call, stream: ServerHttp2Stream, callsMax: number): void {
  stream.resume();
  const words = `${callsMax} calls are open on this node; end some, or try again later.`;
  call.fail(new GrpcError(StatusCode.resourceExhausted, words));
}

/** The address cannot be listened on: the message says why and what to do. */
export class PortError extends Error {
  constructor(address: Address, cause: NodeJS.ErrnoException) {
    super(whyNotBound(address, cause.code ?? cause.message), { cause });
    this.name = 'PortError';
  }
}

function whyNotBound({ host, port }: Address, code: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use by another program. Stop that program or choose another port.`;
    case 'EACCES':
      return `Port ${port} of ${host} is not for this user (${code}). Choose a port above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine (${code}). Choose another host.`;
    default:
      return `Port ${port} of ${host} cannot be listened on (${code}). Choose another port or host.`;
  }
}

function bind(tcp: TcpServer, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(new PortError(address, error));
    tcp.once('error', refuse);
    tcp.listen({ port: address.port, host: address.host, backlog: 1024 }, () => {
      tcp.off('error', refuse);
      resolve();
    });
  });
}

function portOf(tcp: TcpServer): number {
  const address = tcp.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

type Open = { calls: Set<Call>; sessions: Set<ServerHttp2Session>; sockets: Set<Socket> };

/** A subscription has no end of its own: every call is told that the node closes, then the connections end. */
async function shutDown(
  tcp: TcpServer,
  http1: HttpServer,
  { calls, sessions, sockets }: Open,
): Promise<void> {
  const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
  http1.close();
  for (const call of calls) call.fail(new GrpcError(StatusCode.unavailable, 'The node is closing.'));
  await within(farewellMsMax, Promise.all([...sessions].map(left)));
  for (const session of sessions) session.destroy();
  for (const socket of sockets) socket.destroy();
  await closed;
}

/** Resolves when the session's calls have ended for both sides, and its connection with them. */
function left(session: ServerHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    session.once('close', () => resolve());
    // One whose peer has just gone is destroyed already, and still in the set until its `close` is heard.
    if (!session.destroyed) session.close();
  });
}

/** Resolves when `done` does, at the latest after `msMax`. */
function within(msMax: number, done: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, msMax);
    done.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
