import { equalBytes } from '../encoding/bytes.ts';
import { parseDecimal } from '../encoding/decimal.ts';
import { refuseLonger, toUtf8 } from '../encoding/utf8.ts';
import { FormatError } from '../errors.ts';
import { parseVerifier } from '../keys/keys.ts';
import type { Verifier } from '../note/verifier.ts';
import { type OpaqueText, opaqueText } from './opaque-text.ts';
import type { Policy, PolicyGroup, PolicyLog, PolicyWitness } from './policy.ts';

/** Length of a policy file in bytes, and lines of each kind in it; tlog-policy asks for at least 32 of each. */
export const policyBytesMax: number = 1024 * 1024;
export const policyLogsMax = 256;
export const policyWitnessesMax = 256;
export const policyGroupsMax = 256;

/** What has been read so far. */
interface Draft {
  readonly file: OpaqueText;
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: PolicyGroup[];
  /** Names that are members of some group: each may be one once. */
  readonly grouped: Set<string>;
  /** Undefined before the quorum line. */
  quorum?: string | null;
}

const keywords: Readonly<Record<string, (words: readonly string[], draft: Draft) => void>> = {
  log: readLog,
  witness: readWitness,
  group: readGroup,
  quorum: readQuorum,
};

/**
 * Reads a policy file (c2sp.org/tlog-policy). Throws a FormatError that begins with the number of the line at fault.
 * Names are compared byte by byte, as the specification has it.
 */
export function parsePolicy(input: Uint8Array | string): Policy {
  refuseLonger(input, policyBytesMax, 'The policy');
  const file = opaqueText(typeof input === 'string' ? toUtf8(input) : input);
  const lines = file.text.split('\n');
  // A file that was cut off may end in a shorter name that is one, too.
  if (lines.pop() !== '') throw new FormatError('The policy does not end in a newline: it may be cut off.');
  const draft: Draft = { file, logs: [], witnesses: [], groups: [], grouped: new Set() };
  lines.forEach((line, at) => {
    try {
      readLine(line, draft);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(`Line ${at + 1} of the policy: ${error.message}`, { cause: error });
    }
  });
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) throw new FormatError('The policy has no quorum line ("quorum <name>").');
  return { logs, witnesses, groups, quorum };
}

function readLine(line: string, draft: Draft): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the octets that a policy must not hold.
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/u.test(line)) {
    throw new FormatError('it has a control character other than a tab (a carriage return, perhaps).');
  }
  const [keyword, ...words] = line.split(/[ \t]+/u).filter((word) => word !== '');
  if (keyword === undefined || keyword.startsWith('#')) return;
  const read = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  if (!read) throw new FormatError(`it begins with "${keyword}", not with log, witness, group or quorum.`);
  read(words, draft);
}

function readLog([key, url, ...more]: readonly string[], { file, logs }: Draft): void {
  if (key === undefined || more.length > 0) throw new FormatError('a log is "log <vkey> [<url>]".');
  const verifier = parseVerifier(file.utf8(key));
  refuseDuplicate(verifier, logs, 'log');
  refuseMore(logs, policyLogsMax, 'logs');
  logs.push({ verifier, url: url ?? null });
}

function readWitness([name, key, url, ...more]: readonly string[], draft: Draft): void {
  if (name === undefined || key === undefined || more.length > 0) {
    throw new FormatError('a witness is "witness <name> <vkey> [<url>]".');
  }
  const verifier = parseVerifier(draft.file.utf8(key));
  if (verifier.type === 'ed25519') {
    throw new FormatError('a witness has a key for cosignatures (type 4 or 6), not a plain Ed25519 key.');
  }
  refuseTaken(name, draft);
  refuseDuplicate(verifier, draft.witnesses, 'witness');
  refuseMore(draft.witnesses, policyWitnessesMax, 'witnesses');
  draft.witnesses.push({ name, verifier, url: url ?? null });
}

function readGroup([name, rule, ...members]: readonly string[], draft: Draft): void {
  if (name === undefined || rule === undefined || members.length === 0) {
    throw new FormatError('a group is "group <name> <all, any or a number> <name>…".');
  }
  refuseTaken(name, draft);
  refuseMore(draft.groups, policyGroupsMax, 'groups');
  const threshold = thresholdOf(rule, members.length);
  for (const member of members) {
    refuseUnknown(member, draft);
    if (draft.grouped.has(member)) {
      throw new FormatError(`"${member}" is a member of a group already; it may be one once.`);
    }
    draft.grouped.add(member);
  }
  draft.groups.push({ name, threshold, members });
}

function readQuorum([name, ...more]: readonly string[], draft: Draft): void {
  if (name === undefined || more.length > 0) throw new FormatError('a quorum is "quorum <name>".');
  if (draft.quorum !== undefined) throw new FormatError('there is a quorum line already; a policy has one.');
  if (name !== 'none') refuseUnknown(name, draft);
  draft.quorum = name === 'none' ? null : name;
}

function thresholdOf(rule: string, members: number): number {
  if (rule === 'all') return members;
  if (rule === 'any') return 1;
  const threshold = parseDecimal(rule, 'the threshold of a group', members);
  if (threshold < 1) throw new FormatError('the threshold of a group is at least 1.');
  return threshold;
}

function isDefined(name: string, { witnesses, groups }: Draft): boolean {
  return [...witnesses, ...groups].some((defined) => defined.name === name);
}

function refuseTaken(name: string, draft: Draft): void {
  if (name === 'none') throw new FormatError('"none" is the name of no quorum at all and cannot be given.');
  if (isDefined(name, draft)) throw new FormatError(`there is a witness or group "${name}" already.`);
}

function refuseUnknown(name: string, draft: Draft): void {
  if (isDefined(name, draft)) return;
  throw new FormatError(`no line before it defines a witness or group "${name}".`);
}

/** The same public key twice would let one party count for two, whatever its names. */
function refuseDuplicate(
  { publicKey, name }: Verifier,
  others: readonly { readonly verifier: Verifier }[],
  kind: string,
): void {
  if (!others.some(({ verifier }) => equalBytes(verifier.publicKey, publicKey))) return;
  throw new FormatError(`the public key of "${name}" is that of another ${kind}.`);
}

function refuseMore(list: readonly unknown[], max: number, what: string): void {
  if (list.length >= max) throw new FormatError(`a policy has at most ${max} ${what}.`);
}
