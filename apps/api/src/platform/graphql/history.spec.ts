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
});
