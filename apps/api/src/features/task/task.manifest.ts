import { cancelledParentCancelsChildren, splitMakesChildren, task } from '@songhanh/domain/task';
import { manifestOf } from '../../platform/extension/manifest.ts';
import { taskAccess } from './task.access.ts';
import sdl from './task.graphql?raw';
import { TaskModule } from './task.module.ts';
import { taskReadModels } from './task.projection.ts';

export const taskManifest = manifestOf(task, {
  compatibleWith: '^0.1.0',
  reactions: [splitMakesChildren, cancelledParentCancelsChildren],
  sdl,
  resolvers: { module: TaskModule },
  projections: taskReadModels,
  access: taskAccess,
});
