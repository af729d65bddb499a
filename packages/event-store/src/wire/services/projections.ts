import type { Guard } from '../access.ts';
import { ProtobufReader } from '../protobuf.ts';
import type { Handler } from '../server.ts';
import { GrpcError, StatusCode } from '../status.ts';
import { unary } from '../unary.ts';

/** EventStoreDB's own projections whose streams (`$ce-…`, `$et-…`) the node computes: they are always on. */
const alwaysOn = new Set(['$by_category', '$by_event_type']);

/** Projections.Enable, because programs switch these on when they start. Every other projection is left out. */
export function enableProjectionHandler(guard: Guard): Handler {
  return unary((request, call) => {
    guard.operation(call);
    const name = nameIn(request);
    if (alwaysOn.has(name)) return new Uint8Array(0);
    throw new GrpcError(
      StatusCode.unimplemented,
      `This node runs no projections; '${name}' is none of its own.`,
    );
  });
}

function nameIn(request: Buffer): string {
  const outer = new ProtobufReader(request);
  for (let field = outer.field(); field !== 0; field = outer.field()) {
    if (field !== 1) {
      outer.skip();
      continue;
    }
    const options = outer.message();
    for (let inner = options.field(); inner !== 0; inner = options.field()) {
      if (inner === 1) return options.text();
      options.skip();
    }
  }
  return '';
}
