import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { FILE_BINDINGS, type FileBindings } from '../../platform/files/file-bindings.ts';
import { tasksWithFile } from './task.queries.ts';
import { seesEvidence } from './task.views.ts';

/** A file of evidence is handed out to who may see the evidence of a task that holds it. */
@Injectable()
export class TaskFiles {
  constructor(@Inject(DATABASE) database: Database, @Inject(FILE_BINDINGS) bindings: FileBindings) {
    bindings.register('task', {
      async read(sha256, context) {
        const rows = await tasksWithFile(database, sha256, context);
        const row = rows.find((task) => seesEvidence(context.viewer, task));
        return row?.evidence.find((item) => item.sha256 === sha256) ?? null;
      },
    });
  }
}
