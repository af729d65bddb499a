import { expect, test } from 'vitest';
import { stepsOf } from './task-steps.tsx';

const fresh = {
  assignment: 'UNASSIGNED' as const,
  mode: null,
  checkIns: [],
  submitted: false,
  confirmedOn: null,
  cancelReason: null,
};

function told(task: Parameters<typeof stepsOf>[0]): string {
  return stepsOf(task)
    .map(({ name, state }) => `${name}:${state}`)
    .join(' ');
}

test('a task that nobody has waits for its assignment', () => {
  expect(told(fresh)).toBe('assign:now acknowledge:open work:open submit:open confirm:open');
});

test('a request is accepted, an order acknowledged', () => {
  expect(told({ ...fresh, assignment: 'AWAITING_ANSWER', mode: 'REQUEST' })).toContain('accept:now');
  expect(told({ ...fresh, assignment: 'AWAITING_ANSWER', mode: 'ORDER' })).toContain('acknowledge:now');
});

test('a submitted task waits for the planner', () => {
  expect(told({ ...fresh, assignment: 'ACKNOWLEDGED', mode: 'ORDER', submitted: true })).toBe(
    'assign:done acknowledge:done work:done submit:done confirm:now',
  );
});

test('a decline and a cancellation end the row', () => {
  expect(told({ ...fresh, assignment: 'DECLINED', mode: 'REQUEST' })).toBe('assign:done declined:stopped');
  expect(told({ ...fresh, assignment: 'ACKNOWLEDGED', mode: 'ORDER', cancelReason: 'trùng' })).toBe(
    'assign:done acknowledge:done cancelled:stopped',
  );
});
