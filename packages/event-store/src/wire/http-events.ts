import type { IncomingHttpHeaders } from 'node:http';
import { parseExactly } from '../log/exact-json.ts';
import { type ExpectedRevision, eventTypeBytesMax, type ProposedEvent } from '../log/record.ts';
import { checkUuid } from './identifiers.ts';
import { invalidArgument } from './status.ts';

const nothing = new Uint8Array(0);

/** EventStoreDB's own media types; of these only the list of events in JSON is understood. */
const ownMediaTypes = /^application\/vnd\.eventstore\./;
const eventList = 'application/vnd.eventstore.events+json';

/** What a posted body proposes, by its media type; null for one that would have to be understood and is not. */
export function eventsIn(headers: IncomingHttpHeaders, body: Buffer): ProposedEvent[] | null {
  const contentType = textOf(headers, 'content-type').split(';')[0]?.trim().toLowerCase() ?? '';
  if (contentType === eventList) return listedIn(body);
  return ownMediaTypes.test(contentType) ? null : [described(headers, contentType, body)];
}

/** EventStoreDB's numbers for rules; anything goes without the header. */
export function expectedIn(headers: IncomingHttpHeaders): ExpectedRevision {
  const text = textOf(headers, 'es-expectedversion');
  const rules: Readonly<Record<string, ExpectedRevision>> = {
    '': 'any',
    '-2': 'any',
    '-1': 'no_stream',
    '-4': 'stream_exists',
  };
  const expected = rules[text] ?? (/^\d{1,15}$/.test(text) ? Number(text) : undefined);
  if (expected !== undefined) return expected;
  throw invalidArgument(
    'ES-ExpectedVersion must be a revision, or -2 for any, -1 for no stream, -4 for a stream that exists.',
  );
}

/** One event: its type and id are in headers, its data are the body, not looked into. */
function described(headers: IncomingHttpHeaders, contentType: string, data: Buffer): ProposedEvent {
  const type = textOf(headers, 'es-eventtype');
  if (!isType(type)) throw invalidArgument('The header ES-EventType must give the type of the event.');
  const id = checkUuid(textOf(headers, 'es-eventid').toLowerCase() || crypto.randomUUID());
  return { id, type, contentType: contentType || 'application/octet-stream', data, metadata: nothing };
}

function listedIn(body: Buffer): ProposedEvent[] {
  const events = parsed(body.toString());
  if (!Array.isArray(events) || events.length === 0) {
    throw invalidArgument(
      'The body must be a JSON list of {"eventId": …, "eventType": …, "data": …, "metadata": …}.',
    );
  }
  return events.map((event: unknown, index) => {
    const { eventId, eventType, data, metadata } = (event ?? {}) as Record<string, unknown>;
    if (typeof eventId !== 'string') throw invalidArgument(`Event ${index} of the body has no eventId.`);
    if (!isType(eventType)) throw invalidArgument(`Event ${index} of the body has no eventType.`);
    return {
      id: checkUuid(eventId.toLowerCase()),
      type: eventType,
      contentType: 'application/json',
      data: jsonOf(data),
      metadata: jsonOf(metadata),
    };
  });
}

function parsed(json: string): unknown {
  try {
    return parseExactly(json);
  } catch (error) {
    throw invalidArgument(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function jsonOf(value: unknown): Uint8Array {
  return value === undefined || value === null ? nothing : Buffer.from(JSON.stringify(value));
}

function isType(type: unknown): type is string {
  return typeof type === 'string' && type !== '' && Buffer.byteLength(type) <= eventTypeBytesMax;
}

function textOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
