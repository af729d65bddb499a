import { testSigner } from '../keys/test-keys.fixture.ts';
import type { Signer } from '../note/verifier.ts';
import { testOrigin } from '../tiles/test-log.fixture.ts';

/** The witnesses of the policy below, by their names in it. */
export const testWitnesses: Readonly<Record<'X1' | 'X2' | 'X3' | 'Y1' | 'Y2', Signer>> = {
  X1: testSigner('x.example/1', 'cosignature-ed25519'),
  X2: testSigner('x.example/2', 'cosignature-ed25519'),
  X3: testSigner('x.example/3', 'cosignature-ml-dsa-44'),
  Y1: testSigner('y.example/1', 'cosignature-ed25519'),
  Y2: testSigner('y.example/2', 'cosignature-ed25519'),
};

export function keyOf(name: keyof typeof testWitnesses): string {
  return testWitnesses[name].verifier.verifierKey;
}

export const logKey = testSigner(testOrigin).verifier.verifierKey;

/** The shape of the example of c2sp.org/tlog-policy. */
export const testPolicy = `# Two organisations.
log ${logKey} https://log.example.com/

witness X1 ${keyOf('X1')}
witness X2 ${keyOf('X2')} https://x.example/2
witness X3 ${keyOf('X3')}
group X-witnesses 2 X1 X2 X3

witness Y1 ${keyOf('Y1')}
\twitness\tY2  ${keyOf('Y2')}\t
group Y-witnesses any Y1 Y2

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;
