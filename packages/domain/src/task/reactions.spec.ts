import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../kernel/index.ts';
import { cancelledParentCancelsChildren, splitMakesChildren, taskCommands } from './index.ts';
import { cancelled, quarters, split } from './task.fixture.ts';

const reactions = [splitMakesChildren, cancelledParentCancelsChildren];
const follow = (event: DomainEvent) =>
  reactions
    .filter((reaction) => reaction.on.includes(event.type))
    .flatMap((reaction) => reaction.react(event, 'event-1'));

describe('what follows from a task', () => {
  it('a split makes one child for each unit, which does not coordinate with itself', () => {
    expect(follow(split)).toMatchObject([
      {
        key: 't.labour',
        command: {
          name: 'AddChildTask',
          input: {
            taskId: 't.labour',
            parentTaskId: 't',
            code: 'A05.1',
            lead: { unitId: 'labour' },
            coordinators: [{ unitId: 'health' }, { unitId: 'women' }],
          },
        },
      },
      {
        key: 't.health',
        command: {
          name: 'AddChildTask',
          input: { taskId: 't.health', code: 'A05.2', coordinators: [{ unitId: 'women' }] },
        },
      },
    ]);
  });

  it('a cancelled parent cancels its children with its reason', () => {
    const parent = { ...cancelled, data: { ...cancelled.data, childTaskIds: ['t.labour', 't.health'] } };
    expect(follow(parent).map(({ command }) => command)).toEqual([
      { name: 'CancelTask', input: { taskId: 't.labour', reason: 'Lồng ghép vào A15' } },
      { name: 'CancelTask', input: { taskId: 't.health', reason: 'Lồng ghép vào A15' } },
    ]);
    expect(follow(cancelled)).toEqual([]);
  });

  it('carries only commands that their schemas take', () => {
    const longCode = { ...split.data.children[0], taskId: 't.long', code: `${'A'.repeat(20)}.200` };
    const allYear = {
      ...split,
      data: {
        ...split.data,
        children: [longCode],
        schedule: { kind: 'CHECK_INS' as const, periods: quarters },
      },
    };
    for (const { command } of [split, allYear].flatMap(follow)) {
      const definition = taskCommands.find((each) => each.name === command.name);
      expect(definition?.schema.safeParse(command.input).error).toBeUndefined();
    }
  });
});
