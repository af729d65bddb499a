import { streamName } from './identity.ts';
import type { CommandRequest, InputIssue } from './outcome.ts';
import type { RegisteredCommand } from './registry.ts';
import { invisibleTextIn, unstorableTextIn } from './storable-text.ts';
import { NO_STREAM } from './stream-store.ts';

/** The input as its schema gives it, and the stream that it writes; or what is wrong with it. */
export type ParsedCommand =
  | { readonly input: unknown; readonly stream: string }
  | { readonly issues: readonly InputIssue[] };

const commandIdCharactersMax = 128;
const reasonCharactersMax = 2_000;
/** Longest id that is made part of a stream's name. */
const streamIdCharactersMax = 200;

export function parseCommand({ noun, command }: RegisteredCommand, request: CommandRequest): ParsedCommand {
  const parsed = command.schema.safeParse(request.input);
  const issues = [
    ...envelopeIssues(request),
    ...(parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => ({ path: dotted(path), message }))),
  ];
  if (issues.length > 0 || !parsed.success) return { issues };
  const fault = textFault(parsed.data) ?? textFault({ reason: request.reason });
  if (fault !== null) return { issues: [fault] };
  const id = command.streamId(parsed.data);
  if (typeof id !== 'string' || id === '' || id.length > streamIdCharactersMax)
    return {
      issues: [
        { path: '', message: 'STREAM_ID_MALFORMED', params: { charactersMax: streamIdCharactersMax } },
      ],
    };
  return { input: parsed.data, stream: streamName(noun.name, id) };
}

function textFault(input: unknown): InputIssue | null {
  const unstorable = unstorableTextIn(input);
  if (unstorable !== null) return { path: unstorable, message: 'TEXT_NOT_STORABLE' };
  const invisible = invisibleTextIn(input);
  return invisible === null ? null : { path: invisible, message: 'TEXT_INVISIBLE' };
}

function envelopeIssues(request: CommandRequest): InputIssue[] {
  const issues: InputIssue[] = [];
  const { commandId, expectedRevision, effectiveOn, reason } = request;
  if (typeof commandId !== 'string' || commandId === '' || commandId.length > commandIdCharactersMax)
    issues.push(lengthIssue('commandId', commandIdCharactersMax));
  if (expectedRevision != null && !(Number.isSafeInteger(expectedRevision) && expectedRevision >= NO_STREAM))
    issues.push({ path: 'expectedRevision', message: 'REVISION_MALFORMED' });
  if (effectiveOn != null && !isDay(effectiveOn))
    issues.push({ path: 'effectiveOn', message: 'DAY_MALFORMED' });
  if (reason != null && (reason.trim() === '' || reason.length > reasonCharactersMax))
    issues.push(lengthIssue('reason', reasonCharactersMax));
  return issues;
}

function lengthIssue(path: string, charactersMax: number): InputIssue {
  return { path, message: 'LENGTH_OUT_OF_BOUNDS', params: { charactersMax } };
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
