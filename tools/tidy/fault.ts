/** A text file of the repository; its path is relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Something to put right, and how. */
export interface Fault {
  readonly path: string;
  /** From 1; null when it is the file or its name as a whole. */
  readonly line: number | null;
  readonly what: string;
}
