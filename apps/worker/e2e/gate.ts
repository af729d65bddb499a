import { createServer, request as forward, type Server } from 'node:http';

/** A way to the API through which everything goes but uploads: they wait at the gate, or are refused there. */
export interface Gate extends AsyncDisposable {
  readonly url: string;
  /** Uploads that wait. */
  waiting(): number;
}

export async function startGate(apiUrl: string, uploads: 'wait' | 'refused' = 'wait'): Promise<Gate> {
  let waiting = 0;
  const { hostname, port } = new URL(apiUrl);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    if (method === 'PUT' && uploads === 'refused') {
      incoming.resume();
      outgoing.writeHead(413, { 'content-type': 'application/json' }).end(JSON.stringify(tooLarge));
      return;
    }
    if (method === 'PUT') {
      waiting += 1;
      return;
    }
    const onward = forward({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    waiting: () => waiting,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const tooLarge = { code: 'FILE_TOO_LARGE', message: 'Tệp lớn hơn 25 MiB.' };

function portOf(server: Server): number {
  return (server.address() as { port: number }).port;
}
