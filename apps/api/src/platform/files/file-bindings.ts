import type { RequestContext } from '../graphql/request-context.ts';

/** How a bound file is handed out. */
export interface BoundFile {
  readonly fileName: string;
  readonly mediaType: string;
}

/** What one noun knows of the files that its events bind. */
export interface FileBinding {
  /** The file when something that the viewer may see binds it; null otherwise. */
  readonly read: (sha256: string, context: RequestContext) => Promise<BoundFile | null>;
}

/** Token of the one table of bindings. */
export const FILE_BINDINGS = Symbol('FILE_BINDINGS');

/** Each feature whose events bind files registers how to find them. */
export class FileBindings {
  readonly #bindings = new Map<string, FileBinding>();

  /** @throws when the noun registered already */
  register(noun: string, binding: FileBinding): void {
    if (this.#bindings.has(noun)) throw new Error(`noun ${noun} binds files twice`);
    this.#bindings.set(noun, binding);
  }

  /** The file, when any noun binds it where the viewer may see. */
  async read(sha256: string, context: RequestContext): Promise<BoundFile | null> {
    for (const binding of this.#bindings.values()) {
      const file = await binding.read(sha256, context);
      if (file !== null) return file;
    }
    return null;
  }
}
