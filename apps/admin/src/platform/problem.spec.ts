import { expect, test } from 'vitest';
import { problemOf } from './problem.ts';

function failure(message: string, extensions: object) {
  return { graphQLErrors: [{ message, extensions }] };
}

test('what the server says of a field stands at that field', () => {
  const issues = [
    { path: 'input.title', message: 'Tối đa 4.000 ký tự; hiện có 5.000.' },
    { path: 'input.legalBases.0.issuedOn', message: 'Không phải là ngày.' },
  ];
  expect(problemOf(failure('Dữ liệu gửi lên chưa đúng', { code: 'BAD_USER_INPUT', issues }))).toMatchObject({
    kind: 'invalid',
    fields: { title: 'Tối đa 4.000 ký tự; hiện có 5.000.', legalBases: 'Không phải là ngày.' },
  });
});

test('a refusal that one field is the cause of stands at that field', () => {
  const refusal = failure('Hạn trước ngày bắt đầu.', { code: 'REFUSED', reason: 'DUE_BEFORE_START' });
  expect(problemOf(refusal)).toMatchObject({
    kind: 'refused',
    fields: { dueOn: 'Hạn trước ngày bắt đầu.', proposedDueOn: 'Hạn trước ngày bắt đầu.' },
  });
  expect(problemOf(failure('Đã đóng.', { code: 'REFUSED', reason: 'PLAN_CLOSED' })).fields).toEqual({});
});
