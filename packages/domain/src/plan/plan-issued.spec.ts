import { describe, expect, it } from 'vitest';
import { given } from '../kernel/index.ts';
import { plan } from './index.ts';
import {
  addSection,
  amended,
  amendPlan,
  changeHeading,
  changeSection,
  closed,
  closePlan,
  corrected,
  correctIssue,
  drafted,
  facts,
  issued,
  issuePlan,
  sectionAdded,
  withdrawn,
  withdrawPlan,
} from './plan.fixture.ts';

describe('when issued', () => {
  const binding = given(plan, [drafted, sectionAdded, issued]);

  it('keeps its heading and is neither issued again nor withdrawn', () => {
    for (const command of [changeHeading(), issuePlan(), withdrawPlan]) {
      expect(binding.when(command, { facts })).toMatchObject({
        refused: 'PLAN_NOT_DRAFT',
        params: { status: 'ISSUED' },
      });
    }
  });

  it('still takes sections and other words for them', () => {
    expect(binding.when(addSection({ sectionId: 's2', mark: 'II.2' }))).toMatchObject({ events: [{}] });
    expect(binding.when(changeSection('s1', 'Khác'))).toMatchObject({ events: [{}] });
  });

  it('is amended by a later document', () => {
    expect(binding.when(amendPlan())).toEqual({ events: [amended] });
  });

  it('is not amended from before its issue, nor from before its last amendment', () => {
    expect(binding.when(amendPlan({ issuedOn: '2023-01-18' }))).toMatchObject({
      refused: 'AMENDMENT_BEFORE_ISSUE',
      params: { earliest: '2023-01-19' },
    });
    const twice = given(plan, [drafted, sectionAdded, issued, amended]);
    expect(twice.when(amendPlan({ amendmentId: 'a2', issuedOn: '2023-01-31' }))).toMatchObject({
      refused: 'AMENDMENT_BEFORE_ISSUE',
      params: { earliest: '2023-02-01' },
    });
  });

  it('is not amended in the future', () => {
    expect(binding.when(amendPlan({ issuedOn: '2023-03-02' }))).toMatchObject({
      refused: 'ISSUED_IN_THE_FUTURE',
    });
  });

  it('takes an amendment once', () => {
    expect(given(plan, [drafted, sectionAdded, issued, amended]).when(amendPlan())).toMatchObject({
      refused: 'AMENDMENT_ALREADY_RECORDED',
    });
  });

  it('is corrected where its number, day or signer was recorded wrongly, and not twice', () => {
    expect(binding.when(correctIssue())).toEqual({ events: [corrected] });
    expect(given(plan, [drafted, sectionAdded, issued, corrected]).when(correctIssue())).toEqual({
      events: [],
    });
    expect(binding.when(correctIssue({ number: '25/KH-UBND' }))).toEqual({ events: [] });
    const moved = given(plan, [drafted, sectionAdded, issued, corrected]);
    expect(moved.when(correctIssue({ issuedOn: '2023-01-18' }))).toMatchObject({ events: [{}] });
  });

  it('is corrected neither into the future nor past its first amendment', () => {
    expect(binding.when(correctIssue({ issuedOn: '2023-03-02' }))).toMatchObject({
      refused: 'ISSUED_IN_THE_FUTURE',
    });
    const later = given(plan, [drafted, sectionAdded, issued, amended]);
    expect(later.when(correctIssue({ issuedOn: '2023-02-02' }))).toEqual({
      refused: 'ISSUED_AFTER_AMENDMENT',
      params: { issuedOn: '2023-02-02', latest: '2023-02-01' },
    });
    expect(later.when(correctIssue({ issuedOn: '2023-02-01' }))).toMatchObject({ events: [{}] });
  });

  it('keeps its number, unless it is illustrative', () => {
    expect(binding.when(correctIssue({ number: null }))).toMatchObject({ refused: 'NUMBER_NEEDED' });
  });

  it('is closed on the business day', () => {
    expect(binding.when(closePlan)).toEqual({ events: [closed] });
  });

  it('tells others since when it binds', () => {
    expect(plan.facts(binding.state)).toMatchObject({ status: 'ISSUED', issuedOn: '2023-01-19' });
  });
});

describe.each([
  ['closed', 'CLOSED', given(plan, [drafted, sectionAdded, issued, closed])],
  ['withdrawn', 'WITHDRAWN', given(plan, [drafted, sectionAdded, withdrawn])],
])('when %s', (_name, status, ended) => {
  it('refuses sections and words', () => {
    for (const command of [addSection({ sectionId: 's2' }), changeSection('s1', 'x')]) {
      expect(ended.when(command)).toEqual({ refused: 'PLAN_CLOSED', params: { status } });
    }
  });

  it('refuses what only a draft or a binding plan allows', () => {
    for (const command of [changeHeading(), issuePlan(), withdrawPlan]) {
      expect(ended.when(command, { facts })).toMatchObject({ refused: 'PLAN_NOT_DRAFT' });
    }
    for (const command of [amendPlan(), closePlan]) {
      expect(ended.when(command)).toMatchObject({ refused: 'PLAN_NOT_ISSUED' });
    }
  });

  it('is corrected only when it had been issued', () => {
    const outcome = status === 'CLOSED' ? { events: [corrected] } : { refused: 'PLAN_NOT_ISSUED' };
    expect(ended.when(correctIssue())).toMatchObject(outcome);
  });

  it('tells others how it ended', () => {
    expect(plan.facts(ended.state)).toMatchObject({ status });
  });
});
