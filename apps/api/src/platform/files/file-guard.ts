import type { Refusal } from '@songhanh/domain/kernel';
import type { CommandGuard } from '../commands/run-command.ts';
import type { FileStore } from './file-store.ts';

/**
 * A command that binds a file (its input has a `sha256`) is carried out only for a file that was uploaded and
 * is what the input says; afterwards the file stays for ever.
 */
export function fileGuard(files: FileStore): CommandGuard {
  return {
    async before({ input }) {
      const { sha256, size, mediaType } = input as { sha256?: unknown; size?: unknown; mediaType?: unknown };
      if (typeof sha256 !== 'string') return null;
      const file = await files.touch(sha256);
      if (file === null) return invalid('sha256', 'FILE_NOT_UPLOADED');
      if (size !== undefined && size !== file.size)
        return invalid('size', 'FILE_SIZE_OTHER', { size: file.size });
      if (mediaType !== undefined && mediaType !== file.mediaType)
        return invalid('mediaType', 'FILE_TYPE_OTHER', { type: file.mediaType });
      return null;
    },
    async after({ input }, outcome) {
      const { sha256 } = input as { sha256?: unknown };
      if (typeof sha256 === 'string' && outcome.kind === 'recorded') await files.bind(sha256);
    },
  };
}

function invalid(path: string, message: string, params: Refusal['params'] = {}) {
  return { kind: 'invalid', issues: [{ path, message, params }] } as const;
}
