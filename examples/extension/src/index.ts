import type { ExtensionKit, Manifest } from '@songhanh/api/extension';
import { taskNoteProjection, taskNoteTable } from './read-model.ts';
import { taskNoteResolvers } from './resolvers.ts';
import { sdl } from './sdl.ts';
import { taskNote } from './task-note.ts';

/** All that this package brings to the platform. */
export function manifest(kit: ExtensionKit): Manifest {
  const table = taskNoteTable(kit);
  return kit.manifestOf(taskNote, {
    compatibleWith: '^0.1.0',
    sdl,
    resolvers: { map: (platform) => taskNoteResolvers(kit, platform, table) },
    projections: [kit.defineReadModel({ projection: taskNoteProjection, table })],
    access: {
      'Query.taskNotes': kit.signedIn,
      'Mutation.writeTaskNote': kit.signedIn,
    },
    messages: {
      vi: { NOTE_ALREADY_WRITTEN: 'Ghi chú này đã được viết.' },
      en: { NOTE_ALREADY_WRITTEN: 'This note has been written already.' },
    },
  });
}
