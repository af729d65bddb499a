/** What was read is not in the format that it should be in. The message says what is wrong, and where. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** What was read is in its format, and does not prove what it claims: a hash, a signature or a quorum is wrong. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
}

/** A checkpoint that may not be signed, because one was signed before that it does not continue. */
export class InconsistentCheckpointError extends Error {
  override readonly name = 'InconsistentCheckpointError';
}

/** A file of a stored log is missing or does not hold what the signed checkpoint commits to. */
export class DamagedLogError extends Error {
  override readonly name = 'DamagedLogError';
  /** The file at fault, as a path of tlog-tiles: `tile/0/x001/234`, `tile/entries/000.p/7`, `checkpoint`. */
  readonly path: string;

  constructor(path: string, why: string) {
    super(`${path} ${why}`);
    this.path = path;
  }
}
