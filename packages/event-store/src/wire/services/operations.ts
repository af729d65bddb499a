import type { Scavenger } from '../../log/scavenger.ts';
import type { Guard } from '../access.ts';
import { ProtobufReader, ProtobufWriter } from '../protobuf.ts';
import type { Handler } from '../server.ts';
import { GrpcError, invalidArgument, StatusCode } from '../status.ts';
import { unary } from '../unary.ts';

const writer = new ProtobufWriter();

/** `ScavengeResp.ScavengeResult`. */
const result = { started: 0, inProgress: 1, stopped: 2 } as const;

/** Operations.StartScavenge: answers when the work has begun; one runs at a time. */
export function startScavengeHandler(scavenger: Scavenger, guard: Guard): Handler {
  return unary((_, call) => {
    guard.operation(call);
    const { id, isNew } = scavenger.start();
    return response(id, isNew ? result.started : result.inProgress);
  });
}

/** Operations.StopScavenge: answers when no further event will be deleted but those of the running transaction. */
export function stopScavengeHandler(scavenger: Scavenger, guard: Guard): Handler {
  return unary((request, call) => {
    guard.operation(call);
    const id = decodeStop(request);
    if (!scavenger.stop(id)) throw scavengeNotFound(id);
    return response(id, result.stopped);
  });
}

/** The scavenge id in a `StopScavengeReq`. */
function decodeStop(request: Buffer): string {
  const reader = new ProtobufReader(request);
  for (let field = reader.field(); field !== 0; field = reader.field()) {
    if (field !== 1) reader.skip();
    else {
      const options = reader.message();
      for (let inner = options.field(); inner !== 0; inner = options.field()) {
        if (inner === 1) return options.text();
        options.skip();
      }
    }
  }
  throw invalidArgument('The scavenge id is missing.');
}

function scavengeNotFound(id: string): GrpcError {
  return new GrpcError(StatusCode.notFound, `No scavenge with the id '${id}' is running.`, {
    exception: 'scavenge-not-found',
    'scavenge-id': id,
  });
}

function response(id: string, state: number): Buffer {
  return writer.text(1, id).number(2, state).finish();
}
