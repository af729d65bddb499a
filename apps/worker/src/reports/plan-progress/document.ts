import { AlignmentType, type FileChild, ImageRun, Paragraph } from 'docx';
import { closing } from '../../platform/decree-30/closing.ts';
import { letterhead } from '../../platform/decree-30/letterhead.ts';
import { size } from '../../platform/decree-30/measures.ts';
import { type Foot, landscapePages, uprightPages } from '../../platform/decree-30/pages.ts';
import { body, centred, heading, item } from '../../platform/decree-30/paragraphs.ts';
import { sealedDocx } from '../../platform/decree-30/sealed-docx.ts';
import type { RenderedDocument } from '../report-kind.ts';
import { shareOfWomen } from './attendances.ts';
import { count, dayOf, longDate, timeOf } from './calendar.ts';
import { type Picture, statusChart } from './chart.ts';
import type { Cancellation, Explanation, PlanProgressModel } from './model.ts';
import {
  letterheadName,
  nameOf,
  placeOf,
  reportedTo,
  shortNameOf,
  signingOffice,
  superiorOf,
} from './offices.ts';
import { TASK_STATUSES } from './query.ts';
import { attendanceTable, groupTable, overdueTable, taskTable } from './tables.ts';
import { planTitle, taskTitle } from './titles.ts';
import type { PlanNames, PlanProgressWords } from './words.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The report in the layout of Decree 30/2020/NĐ-CP: the report itself upright, its annex across. */
export async function planProgressDocument(
  model: PlanProgressModel,
  words: PlanProgressWords,
  template: string,
): Promise<RenderedDocument> {
  const { plan, moment } = model;
  const day = dayOf(moment.asOf);
  const at = words.moment(timeOf(moment.asOf, words.locale), longDate(day, words.locale));
  const foot: Foot = {
    flag: model.illustrative ? words.illustrative : null,
    provenance: words.provenance({ moment: at, position: moment.position, template }),
  };
  const named = namesOf(model, words);
  const bytes = await sealedDocx(
    { title: `${words.report} - ${words.subject(named)}`, language: words.locale, moment: moment.asOf },
    [
      uprightPages(
        [...top(model, words, named, day), ...text(model, words, named, at), end(model, words)],
        foot,
      ),
      landscapePages([...annexHead(words), taskTable(model, words)], foot),
    ],
  );
  return { fileName: words.fileName(plan, day), mediaType: docxType, bytes };
}

function namesOf({ plan }: PlanProgressModel, words: PlanProgressWords): PlanNames {
  return {
    title: planTitle(plan, words),
    number: plan.number,
    issuedOn: plan.issuedOn,
    issuer: nameOf(plan.issuingUnit, words.locale),
    drafter: nameOf(plan.draftingUnit, words.locale),
  };
}

function top(model: PlanProgressModel, words: PlanProgressWords, named: PlanNames, day: string): FileChild[] {
  const { issuingUnit, draftingUnit } = model.plan;
  const superior = superiorOf(model.plan);
  const place = placeOf(draftingUnit) ?? placeOf(issuingUnit);
  const flag = model.illustrative
    ? [centred([{ text: words.illustrative, bold: true }], { before: 120 })]
    : [];
  return [
    letterhead({
      superior: superior === null ? [] : [letterheadName(superior, words.locale)],
      issuer: [letterheadName(draftingUnit, words.locale)],
      nation: words.nation,
      motto: words.motto,
      number: words.number,
      placeAndDate: words.placeAndDate(place, longDate(day, words.locale)),
    }),
    centred([{ text: words.report, bold: true }], { size: size.title, before: 360 }),
    centred([{ text: words.subject(named), bold: true }], { size: size.title, after: 120 }),
    ...flag,
  ];
}

function text(model: PlanProgressModel, words: PlanProgressWords, named: PlanNames, at: string): FileChild[] {
  const { headings, locale } = words;
  const { coordination } = model;
  return [
    body(words.opening(named, at)),
    heading(headings.standing),
    ...standing(model, words),
    heading(headings.groups),
    groupTable(model, words),
    ...chart(model, words),
    heading(headings.overdue),
    ...overdue(model, words),
    heading(headings.explanations),
    ...(model.explanations.length === 0
      ? [body(words.nothingExplained)]
      : model.explanations.map((one) => explained(one, words))),
    ...cancelled(model.cancellations, words),
    heading(headings.coordination),
    body(
      words.coordination(
        count(coordination.total, locale),
        count(coordination.unanswered, locale),
        count(coordination.declined, locale),
      ),
    ),
    ...attendances(model, words),
  ];
}

function standing({ standing: whole, submitted }: PlanProgressModel, words: PlanProgressWords): Paragraph[] {
  const tasks = (value: number) => count(value, words.locale);
  const share = (value: number) => (whole.taskCount === 0 ? 0 : Math.round((value / whole.taskCount) * 100));
  return [
    body(words.standing(tasks(whole.taskCount), whole.percent)),
    ...TASK_STATUSES.filter((status) => whole.counts[status] > 0).map((status) =>
      item(words.ofStatus(status, tasks(whole.counts[status]), share(whole.counts[status]))),
    ),
    ...(submitted === 0 ? [] : [body(words.submitted(tasks(submitted)))]),
  ];
}

function chart(model: PlanProgressModel, words: PlanProgressWords): Paragraph[] {
  const picture = statusChart(model, words);
  if (picture === null) return [];
  return [pictured(picture, words), centred([{ text: words.chartCaption, italics: true }], { after: 60 })];
}

function pictured(
  { png, width, height }: Picture,
  { chartTitle, chartCaption }: PlanProgressWords,
): Paragraph {
  const image = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height },
    // A number of our own: the library would count on from document to document.
    altText: { id: '1', name: 'chart', title: chartTitle, description: chartCaption },
  });
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: 160, after: 60 },
    children: [image],
  });
}

function overdue({ overdue: late }: PlanProgressModel, words: PlanProgressWords): FileChild[] {
  if (late.length === 0) return [body(words.nothingOverdue)];
  return [body(words.overdueIntro(count(late.length, words.locale))), overdueTable(late, words)];
}

function explained({ task, kind, text: said, change }: Explanation, words: PlanProgressWords): Paragraph {
  const unit = task.leadUnit === null ? words.leadUnit : shortNameOf(task.leadUnit, words.locale);
  const state = change === null ? '' : words.changeState(change.state, change.answer);
  return item([
    { text: `${task.code}. ${taskTitle(task, words)}: `, bold: true },
    `${unit} ${words.explained[kind]}: ${said}${state}`,
  ]);
}

function cancelled(cancellations: readonly Cancellation[], words: PlanProgressWords): Paragraph[] {
  if (cancellations.length === 0) return [];
  return [
    body(words.cancelledIntro),
    ...cancellations.map(({ task, reason }) =>
      item([{ text: `${task.code}. ${taskTitle(task, words)}: `, bold: true }, reason]),
    ),
  ];
}

/** Nothing in a plan none of whose tasks counts people. */
function attendances(model: PlanProgressModel, words: PlanProgressWords): FileChild[] {
  const { countingTasks, female, male, silentTasks } = model.attendances;
  if (countingTasks === 0) return [];
  const share = shareOfWomen(model.attendances);
  const told = (value: number) => count(value, words.locale);
  return [
    heading(words.headings.attendances),
    body(
      share === null
        ? words.nobodyCounted
        : words.attendances({ all: told(female + male), female: told(female), male: told(male), share }),
    ),
    ...(silentTasks === 0 ? [] : [body(words.noFigure(told(silentTasks)))]),
    attendanceTable(model, words),
  ];
}

function end({ plan }: PlanProgressModel, words: PlanProgressWords): FileChild {
  const superior = reportedTo(plan);
  return closing({
    recipientsLabel: words.recipientsLabel,
    recipients: words.recipients(superior === null ? null : nameOf(superior, words.locale)),
    signature: signingOffice(plan.draftingUnit, words.locale),
    unsigned: words.unsigned,
  });
}

function annexHead({ headings }: PlanProgressWords): Paragraph[] {
  return [centred([{ text: headings.annex, bold: true }], { size: size.title, after: 160 })];
}
