/** Kinds of time that a row of the annex gives. */
export type SampleSchedule =
  | { readonly startsOn?: string; readonly dueOn: string }
  | { readonly periods: readonly { periodId: string; label: string; startsOn: string; endsOn: string }[] };

/** One row of an annex: its code, and by it its plan (A, B, C). */
export type Row = readonly [
  code: string,
  sectionId: string,
  lead: string,
  coordinators: string,
  schedule: SampleSchedule,
  title: string,
  titleEnglish: string,
  deliverable: string,
  countsPeople?: 'people',
];

export const quarters = periods([
  ['q1', 'Quý I', '2023-02-03', '2023-03-31'],
  ['q2', 'Quý II', '2023-04-01', '2023-06-30'],
  ['q3', 'Quý III', '2023-07-01', '2023-09-30'],
  ['q4', 'Quý IV', '2023-10-01', '2023-12-14'],
]);
export const months = periods(
  [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((month) => {
    const mark = String(month).padStart(2, '0');
    const last = new Date(Date.UTC(2023, month, 0)).getUTCDate();
    return [`m${mark}`, `Tháng ${month}`, `2023-${mark}-01`, `2023-${mark}-${last}`] as const;
  }),
);
export const halves = periods([
  ['h1', '6 tháng đầu năm', '2022-12-15', '2023-06-14'],
  ['h2', 'Cả năm', '2023-06-15', '2023-12-14'],
]);
export const terms = periods([
  ['hk2', 'Học kỳ II năm học 2022-2023', '2023-02-03', '2023-05-31'],
  ['hk1', 'Học kỳ I năm học 2023-2024', '2023-09-05', '2023-12-31'],
]);
export const until = (dueOn: string, startsOn?: string): SampleSchedule => ({
  dueOn,
  ...(startsOn && { startsOn }),
});

function periods(rows: readonly (readonly [string, string, string, string])[]): SampleSchedule {
  return {
    periods: rows.map(([periodId, label, startsOn, endsOn]) => ({ periodId, label, startsOn, endsOn })),
  };
}
