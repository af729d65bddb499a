import { amberDaysMax } from '@songhanh/domain/task';
import { type SQL, sql } from 'drizzle-orm';
import { taskTable } from './task.tables.ts';

// The domain's table of statuses and lights, said in SQL for filters and counts; a spec compares the two.

const { cancelled, confirmed, submittedOn, lastDueOn, nextDueOn, started } = taskTable;

/** The status of a row on a business day. */
export function statusOn(today: string): SQL<string> {
  return sql<string>`case
    when ${cancelled} then 'CANCELLED'
    when ${confirmed} and not coalesce(${submittedOn} > ${lastDueOn}, false) then 'DONE_ON_TIME'
    when ${confirmed} then 'DONE_LATE'
    when ${submittedOn} is null and ${nextDueOn} < ${today}::date then 'OVERDUE'
    when ${started} then 'IN_PROGRESS'
    else 'NOT_DUE' end`;
}

/** The light of a row on a business day. */
export function lightOn(today: string): SQL<string> {
  return sql<string>`case
    when ${cancelled} or ${confirmed} then 'NONE'
    when ${submittedOn} is null and ${nextDueOn} < ${today}::date then 'RED'
    when ${submittedOn} is not null or ${nextDueOn} is null then 'GREEN'
    when ${nextDueOn} <= ${today}::date + ${sql.raw(String(amberDaysMax))} then 'AMBER'
    else 'GREEN' end`;
}
