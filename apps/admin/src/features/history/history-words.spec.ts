import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Words = { readonly [key: string]: Words | string };

function wordsOf(language: string, name: string): Words {
  return JSON.parse(readFileSync(new URL(`../../locales/${language}/${name}.json`, import.meta.url), 'utf8'));
}

function at(words: Words, path: string): string {
  const found = path
    .split('.')
    .reduce<Words | string | undefined>(
      (inner, key) => (typeof inner === 'object' ? inner[key] : undefined),
      words,
    );
  if (typeof found !== 'string') throw new Error(`no words at ${path}`);
  return found.replace(/ \((không bắt buộc|optional)\)$/u, '');
}

// What the history says, and where the form or the page says it.
test.each([
  ['field.year', 'plan', 'form.year'],
  ['field.issuingUnitId', 'plan', 'form.issuingUnit'],
  ['field.draftingUnitId', 'plan', 'form.draftingUnit'],
  ['field.parentPlanIds', 'plan', 'form.parentPlanIds'],
  ['field.siblingPlanIds', 'plan', 'form.siblingPlanIds'],
  ['field.mark', 'plan', 'form.mark'],
  ['field.number', 'plan', 'form.number'],
  ['field.issuedOn', 'plan', 'form.issuedOn'],
  ['field.signerOffice', 'plan', 'form.signerOffice'],
  ['field.legalBases', 'plan', 'part.legalBases'],
  ['field.closedOn', 'plan', 'fact.closedOn'],
  ['fieldOf.PlanDrafted.title', 'plan', 'form.title'],
  ['fieldOf.PlanDrafted.titleEnglish', 'plan', 'form.titleEnglish'],
  ['fieldOf.PlanHeadingChanged.title', 'plan', 'form.title'],
  ['fieldOf.PlanSectionAdded.kind', 'plan', 'form.kind'],
  ['fieldOf.PlanSectionAdded.title', 'plan', 'form.sectionTitle'],
  ['fieldOf.PlanAmended.summary', 'plan', 'form.amendmentSummary'],
  ['field.summary', 'plan', 'form.closingSummary'],
  ['field.summary', 'task', 'form.summary'],
  ['fieldOf.TaskAdded.code', 'task', 'form.code'],
  ['fieldOf.TaskAdded.title', 'task', 'form.title'],
  ['field.schedule', 'task', 'form.scheduleKind'],
  ['field.dueOn', 'task', 'form.dueOn'],
  ['field.coordinationScope', 'task', 'form.coordinationScope'],
  ['field.percent', 'task', 'form.percent'],
  ['field.text', 'task', 'form.text'],
  ['field.periodId', 'task', 'form.period'],
  ['field.fileName', 'task', 'form.file'],
  ['fieldOf.CoordinationOpened.dueOn', 'coordination', 'fact.dueOn'],
  ['field.scope', 'coordination', 'part.what'],
  ['fieldOf.CoordinationChangeProposed.scope', 'coordination', 'form.proposedScope'],
  ['fieldOf.CoordinationChangeProposed.dueOn', 'coordination', 'form.proposedDueOn'],
  ['fieldOf.ContributionMade.text', 'coordination', 'form.contribution'],
  ['fieldOf.CoordinationConcluded.summary', 'coordination', 'form.summary'],
  ['field.parentUnitId', 'organisation', 'form.parent'],
  ['field.name', 'organisation', 'form.name'],
  ['field.shortName', 'organisation', 'form.shortName'],
  ['field.legalAct', 'organisation', 'form.legalAct'],
  ['field.lastDay', 'organisation', 'fact.lastDay'],
  ['fieldOf.UnitEstablished.kind', 'organisation', 'form.kind'],
  ['fieldOf.UnitEstablished.code', 'organisation', 'form.code'],
])('%s is called as in %s, %s', (ours, name, theirs) => {
  for (const language of ['vi', 'en'])
    expect(at(wordsOf(language, 'history'), ours)).toBe(at(wordsOf(language, name), theirs));
});

// English tells what happened, Vietnamese names the step as the button does.
test.each([
  ['event.PlanDrafted', 'plan', 'action.draftPlan'],
  ['event.PlanHeadingChanged', 'plan', 'action.changePlanHeading'],
  ['event.PlanSectionAdded', 'plan', 'action.addPlanSection'],
  ['event.PlanSectionChanged', 'plan', 'action.changePlanSection'],
  ['event.PlanIssued', 'plan', 'action.issuePlan'],
  ['event.PlanAmended', 'plan', 'action.amendPlan'],
  ['event.PlanClosed', 'plan', 'action.closePlan'],
  ['event.PlanWithdrawn', 'plan', 'action.withdrawPlan'],
  ['event.UnitEstablished', 'organisation', 'action.establishUnit'],
  ['event.UnitRenamed', 'organisation', 'action.renameUnit'],
  ['event.UnitDissolved', 'organisation', 'action.dissolveUnit'],
])('%s is named as the button of %s, %s', (ours, name, theirs) => {
  expect(at(wordsOf('vi', 'history'), ours).startsWith(at(wordsOf('vi', name), theirs))).toBe(true);
});
