/** Collects the bytes that a client sends into what the server can answer at once. */
export interface MessageUnits {
  /** The units that these bytes complete, in order. */
  add(bytes: Uint8Array): readonly Uint8Array[];
}

// Types of the messages after which the client waits for an answer (PostgreSQL protocol 3.0, "Message Formats").
const query = 0x51;
const sync = 0x53;
const terminate = 0x58;
const headerBytes = 5;
const startupHeaderBytes = 4;

/**
 * A unit is the startup message, a simple query, or the messages of an extended query up to its Sync. The
 * embedded engine is called once a unit and not once a message. A Terminate ends the connection and is
 * dropped: the session goes on for the next one.
 */
export function createMessageUnits(): MessageUnits {
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let started = false;

  /** All waiting bytes as one; chunks are joined only when enough of them are there for one message. */
  function joined(): Buffer {
    const all = Buffer.concat(waiting);
    waiting = [all];
    return all;
  }

  function messageBytes(all: Buffer, at: number): number {
    if (!started)
      return all.length < at + startupHeaderBytes ? Number.POSITIVE_INFINITY : all.readInt32BE(at);
    return all.length < at + headerBytes ? Number.POSITIVE_INFINITY : 1 + all.readInt32BE(at + 1);
  }

  let needed = startupHeaderBytes;
  return {
    add(bytes) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes < needed) return [];
      const all = joined();
      const units: Uint8Array[] = [];
      let unitAt = 0;
      let at = 0;
      for (;;) {
        const length = messageBytes(all, at);
        if (at + length > all.length) {
          needed = length === Number.POSITIVE_INFINITY ? all.length + 1 - unitAt : at + length - unitAt;
          break;
        }
        const type = started ? all[at] : sync;
        started = true;
        at += length;
        if (type !== sync && type !== query && type !== terminate) continue;
        if (type !== terminate) units.push(all.subarray(unitAt, at));
        unitAt = at;
      }
      waiting = [all.subarray(unitAt)];
      waitingBytes = all.length - unitAt;
      return units;
    },
  };
}
