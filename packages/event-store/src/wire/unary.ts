import type { Call } from './call.ts';
import { heldUntilClosed } from './request-bytes.ts';
import type { Handler } from './server.ts';
import { invalidArgument } from './status.ts';

/** Requests of methods that carry no events stay far below this. */
const unaryBytesMax = 4 * 1024 * 1024;

/** The request of a method that takes exactly one message. */
export function receiveOne(call: Call, onRequest: (request: Buffer) => void | Promise<void>): void {
  let request: Buffer | null = null;
  const letGo = () => {
    request = null;
  };
  const held = heldUntilClosed(call, letGo);
  const onMessage = (message: Buffer) => {
    if (request !== null) throw invalidArgument('The method takes one request message, not several.');
    held.set(message.length);
    request = message;
  };
  call.receive(unaryBytesMax, onMessage, () => {
    const whole = request;
    if (whole === null) throw invalidArgument('The method takes one request message; none came.');
    // A subscription lasts, and needs nothing of the message itself: it is not kept until the call closes.
    letGo();
    held.release();
    onRequest(whole)?.catch((error: unknown) => call.fail(error));
  });
}

/** One request, one response. */
export function unary(respond: (request: Buffer, call: Call) => Uint8Array | Promise<Uint8Array>): Handler {
  return (call) =>
    receiveOne(call, async (request) => {
      const response = await respond(request, call);
      call.send(Buffer.from(response.buffer, response.byteOffset, response.byteLength));
      call.end();
    });
}
