import type { EventLog } from '../../log/event-log.ts';
import { scavenge } from '../../log/scavenge.ts';
import type { Guard } from '../access.ts';
import { ProtobufWriter } from '../protobuf.ts';
import type { Handler } from '../server.ts';
import { unary } from '../unary.ts';

const writer = new ProtobufWriter();

/** `ScavengeResp.ScavengeResult`. */
const result = { started: 0, inProgress: 1 } as const;

/** Operations.StartScavenge: answers when the work has begun; one runs at a time. */
export function startScavengeHandler(log: EventLog, guard: Guard): Handler {
  let running: string | null = null;
  return unary((_, call) => {
    guard.operation(call);
    if (running !== null) return response(running, result.inProgress);
    const id = crypto.randomUUID();
    running = id;
    // Ends early only when the log is closed or full; the next one goes on where it was.
    scavenge(log)
      .catch(() => 0)
      .finally(() => {
        running = null;
      });
    return response(id, result.started);
  });
}

function response(id: string, state: number): Buffer {
  return writer.text(1, id).number(2, state).finish();
}
