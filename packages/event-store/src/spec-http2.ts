import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from 'node:http2';
import { onTestFinished } from 'vitest';

export type Http2Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** A session of HTTP/2, in clear or with the certificate of the node; it ends with the test. */
export function session(port: number, ca?: string): ClientHttp2Session {
  const opened = connect(`${ca === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, { ca });
  opened.on('error', () => {});
  onTestFinished(() => opened.destroy());
  return opened;
}

/** `ask(session, 'POST /streams/task-1', {…}, body)`: one plain request, as curl and browsers send it. */
export function ask(
  over: ClientHttp2Session,
  route: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Http2Answer> {
  const [method, path] = route.split(' ');
  const request = over.request(
    { ':method': method, ':path': path, ...headers },
    { endStream: body === undefined },
  );
  const answered: Http2Answer = { status: 0, headers: {}, body: '' };
  request.on('response', (found) => {
    answered.status = Number(found[':status']);
    answered.headers = found;
  });
  request.on('data', (chunk) => {
    answered.body += chunk;
  });
  if (body !== undefined) request.end(body);
  return new Promise((resolve, reject) => request.on('error', reject).on('close', () => resolve(answered)));
}
