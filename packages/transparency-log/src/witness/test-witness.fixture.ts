import { equalBytes } from '../encoding/bytes.ts';
import { testSigner } from '../keys/test-keys.fixture.ts';
import type { Signer, Verifier } from '../note/verifier.ts';
import { testIdentity, testOrigin } from '../tiles/test-log.fixture.ts';
import type { Witness, WitnessedCheckpoint, WitnessState } from './witness.ts';

/** A state in memory, that keeps what it was told in order. */
export class MemoryWitnessState implements WitnessState {
  readonly checkpoints = new Map<string, WitnessedCheckpoint>();
  readonly replaced: WitnessedCheckpoint[] = [];

  async latest(origin: string): Promise<WitnessedCheckpoint | null> {
    return this.checkpoints.get(origin) ?? null;
  }

  async replace(
    origin: string,
    expected: WitnessedCheckpoint | null,
    next: WitnessedCheckpoint,
  ): Promise<boolean> {
    const stands = this.checkpoints.get(origin) ?? null;
    if (!isSame(stands, expected)) return false;
    this.checkpoints.set(origin, next);
    this.replaced.push(next);
    return true;
  }
}

function isSame(left: WitnessedCheckpoint | null, right: WitnessedCheckpoint | null): boolean {
  if (left === null || right === null) return left === right;
  return left.size === right.size && equalBytes(left.root, right.root);
}

export const testCosigners: readonly Signer[] = [
  testSigner('witness.example/w1', 'cosignature-ed25519'),
  testSigner('witness.example/w1', 'cosignature-ml-dsa-44'),
];

/** A witness of the test log. */
export function testWitness(
  state: WitnessState,
  keys: readonly Verifier[] = testIdentity.verifiers,
): Witness {
  return {
    logKeys: (origin) => (origin === testOrigin ? keys : null),
    cosigners: testCosigners,
    state,
    now: () => 1_700_000_000,
  };
}
