import { type CoordinationEvent, coordination } from '@songhanh/domain/coordination';
import type { RecordedEvent } from '@songhanh/domain/kernel';
import { plan } from '@songhanh/domain/plan';
import { expect, test } from 'vitest';
import { sampleLog } from '../projector/sample-log.fixture.ts';
import { historyOf } from './history.ts';

const definitions = new Map(plan.events.map((definition) => [definition.type, definition]));

test('a section and an amendment are compared with themselves, not with another or with the plan', async () => {
  const { events } = await sampleLog();
  const ofPlan = events.filter(({ stream }) => stream === 'plan-p23-a');
  const history = historyOf(ofPlan, (type) => definitions.get(type));
  const sections = history.filter(({ type }) => type === 'PlanSectionAdded');
  expect(sections.length).toBeGreaterThan(1);
  const amended = history.filter(({ type }) => type === 'PlanAmended');
  expect(amended.length).toBe(1);
  for (const { changes } of [...sections, ...amended]) {
    expect(changes.map(({ field }) => field)).not.toContain('planId');
    expect(changes.map(({ before }) => before).filter((before) => before !== null)).toEqual([]);
  }
  const issued = ofPlan.find(({ event }) => event.type === 'PlanIssued')?.event.data;
  const sameDay = ofPlan.map((recorded) =>
    recorded.event.type === 'PlanAmended'
      ? {
          ...recorded,
          event: { ...recorded.event, data: { ...(recorded.event.data as object), ...pick(issued) } },
        }
      : recorded,
  );
  const [again] = historyOf(sameDay, (type) => definitions.get(type)).filter(
    ({ type }) => type === 'PlanAmended',
  );
  expect(again?.changes.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['issuedOn', 'signerOffice', 'summary']),
  );
});

test('what was proposed and refused is not what held before the next change', () => {
  const proposed = (changeId: string, scope: string): CoordinationEvent => ({
    type: 'CoordinationChangeProposed',
    data: { coordinationId: 'c', changeId, scope, dueOn: null, reason: 'Lũ lụt' },
  });
  const events: CoordinationEvent[] = [
    {
      type: 'CoordinationOpened',
      data: {
        coordinationId: 'c',
        taskId: 't',
        planId: 'p',
        leadUnitId: 'u-1',
        unitId: 'u-2',
        mode: 'ORDER',
        origin: 'INVITATION',
        scope: 'Hai lớp',
        dueOn: null,
      },
    },
    proposed('x', 'Một lớp'),
    {
      type: 'CoordinationChangeRefused',
      data: { coordinationId: 'c', changeId: 'x', reason: 'Giữ hai lớp' },
    },
    proposed('y', 'Ba lớp'),
    {
      type: 'CoordinationChangeGranted',
      data: { coordinationId: 'c', changeId: 'y', scope: 'Ba lớp', dueOn: null },
    },
  ];
  const types = new Map(coordination.events.map((definition) => [definition.type, definition]));
  const history = historyOf(events.map(recorded), (type) => types.get(type));
  const scopes = history.map(({ changes }) => changes.find(({ field }) => field === 'scope'));
  expect(scopes.map((change) => change?.after)).toEqual([
    'Hai lớp',
    'Một lớp',
    undefined,
    'Ba lớp',
    'Ba lớp',
  ]);
  expect(scopes.at(-1)).toEqual({ field: 'scope', before: 'Hai lớp', after: 'Ba lớp' });
});

function recorded(event: CoordinationEvent, revision: number): RecordedEvent {
  const actor = { userId: 'a', officeId: null, unitId: null, role: 'OFFICER' };
  const metadata = { actor, recordedAt: '2023-05-01T02:00:00.000Z' };
  return {
    id: String(revision),
    stream: 'coordination-c',
    revision,
    position: BigInt(revision),
    metadata,
    event,
  } as never;
}

/** What an amendment may share with the issue of its plan: the day, and who signed. */
function pick(data: unknown) {
  const { issuedOn, signerOffice } = data as { issuedOn: string; signerOffice: string };
  return { issuedOn, signerOffice };
}
