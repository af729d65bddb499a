export {
  type Checkpoint,
  formatCheckpoint,
  parseCheckpoint,
} from './checkpoint/checkpoint.ts';
export { CheckpointSigner, type CheckpointSignerOptions } from './checkpoint/checkpoint-signer.ts';
export { type LogIdentity, type OpenedCheckpoint, openCheckpoint } from './checkpoint/open.ts';
export {
  DamagedLogError,
  FormatError,
  InconsistentCheckpointError,
  VerificationError,
} from './errors.ts';
export type { KeyType } from './keys/key-type.ts';
export { generateKey, parseSigner, parseVerifier } from './keys/keys.ts';
export { keyNameBytesMax } from './note/key-name.ts';
export {
  formatNote,
  formatSignatureLines,
  type Note,
  noteBytesMax,
  parseNote,
  parseSignatureLines,
  type Signature,
  signaturesMax,
} from './note/note.ts';
export {
  mergedNote,
  type OpenedNote,
  openNote,
  signatureOf,
  signNote,
  type VerifiedSignature,
  verifySignatures,
} from './note/open.ts';
export type { Signer, Statement, Verifier } from './note/verifier.ts';
export { type Cosignature, judgeNote, type NoteJudgement } from './policy/judge-note.ts';
export {
  parsePolicy,
  policyBytesMax,
  policyGroupsMax,
  policyLogsMax,
  policyWitnessesMax,
} from './policy/parse-policy.ts';
export {
  judgeQuorum,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
  type QuorumJudgement,
} from './policy/policy.ts';
export { judgeProof, type ProofVerdict, type ProvenLeaf } from './proof/judge-proof.ts';
export {
  extraBytesMax,
  formatProof,
  inclusionHashesMax,
  type LogProof,
  parseProof,
  proofBytesMax,
} from './proof/log-proof.ts';
export { entryBytesMax, formatBundle, parseBundle } from './tiles/bundle.ts';
export type { LogReader, LogStorage } from './tiles/storage.ts';
export { StoredLog } from './tiles/stored-log.ts';
export { checkpointPath, formatTilePath, parseTilePath, type Tile, tileWidth } from './tiles/tile-path.ts';
export {
  pendingBytesMax,
  pendingEntriesMax,
  TiledLog,
  type TiledLogOptions,
} from './tiles/tiled-log.ts';
export { newTiles, tilesOf } from './tiles/tree-tiles.ts';
export { CompactRange } from './tree/compact-range.ts';
export { emptyRoot, hashBytes, leafHash, nodeHash } from './tree/hash.ts';
export { type TreeNode, treeSizeMax } from './tree/nodes.ts';
export { proveConsistency, proveInclusion, type ReadNodes } from './tree/prove.ts';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from './tree/verify.ts';
export {
  type AddCheckpoint,
  consistencyHashesMax,
  formatAddCheckpoint,
  parseAddCheckpoint,
  requestBytesMax,
} from './witness/add-checkpoint.ts';
export {
  type ReceivedAnswer,
  readWitnessAnswer,
  type SentRequest,
  type WitnessOutcome,
} from './witness/read-answer.ts';
export {
  answerAddCheckpoint,
  type Witness,
  type WitnessAnswer,
  type WitnessedCheckpoint,
  type WitnessState,
} from './witness/witness.ts';
