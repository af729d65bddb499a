import type { Verifier } from '../note/verifier.ts';

/** Who has to have signed a checkpoint for it to be believed (c2sp.org/tlog-policy); `parsePolicy` reads one. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Each refers to witnesses, and to groups before it. */
  readonly groups: readonly PolicyGroup[];
  /** The name of a witness or group, or null where no cosignature is asked for (`quorum none`). */
  readonly quorum: string | null;
}

export interface PolicyLog {
  /** Its name is the origin of the log. */
  readonly verifier: Verifier;
  readonly url: string | null;
}

export interface PolicyWitness {
  /** The name within the policy; the key has one of its own. */
  readonly name: string;
  readonly verifier: Verifier;
  readonly url: string | null;
}

export interface PolicyGroup {
  readonly name: string;
  /** How many of its members have to witness for the group to. */
  readonly threshold: number;
  readonly members: readonly string[];
}

export interface QuorumJudgement {
  readonly satisfied: boolean;
  /** Names, in the policy, of the witnesses that are told to have signed. */
  readonly witnessed: readonly string[];
  /** Names of the witnesses that could count for the quorum and have not signed. */
  readonly missing: readonly string[];
}

/** Whether these witnesses, by their names in the policy, are a quorum, and who else could help. */
export function judgeQuorum(policy: Policy, signed: readonly string[]): QuorumJudgement {
  const known = new Set(policy.witnesses.map(({ name }) => name));
  const witnessing = new Set(signed.filter((name) => known.has(name)));
  const witnessed = [...witnessing];
  // A group stands after its members, so that one pass decides all.
  for (const { name, threshold, members } of policy.groups) {
    if (members.filter((member) => witnessing.has(member)).length >= threshold) witnessing.add(name);
  }
  const missing = counted(policy).filter((name) => !witnessing.has(name));
  return { satisfied: policy.quorum === null || witnessing.has(policy.quorum), witnessed, missing };
}

/** The witnesses below the quorum. */
function counted({ quorum, groups, witnesses }: Policy): readonly string[] {
  const below = new Set(quorum === null ? [] : [quorum]);
  for (const { name, members } of [...groups].reverse()) {
    if (below.has(name)) for (const member of members) below.add(member);
  }
  return witnesses.map(({ name }) => name).filter((name) => below.has(name));
}
