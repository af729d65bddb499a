import { type ApiClient, ApiRefused, ApiUnreachable } from '../platform/api-client.ts';
import type { ReportRequest, Verdict } from '../platform/report-requests.ts';
import { askReport, type ReportToMake, reportCommands } from './report-commands.ts';
import { ReportFault, type ReportKind } from './report-kind.ts';

export interface ReportMaker {
  readonly api: ApiClient;
  readonly kinds: ReadonlyMap<string, ReportKind>;
  /** After so many attempts a report is given up; after the first where its fault is permanent. */
  readonly attemptsMax: number;
  /** How long one attempt may take; unless said otherwise `attemptMsDefault`. */
  readonly attemptMsMax?: number;
}

const attemptMsDefault = 180_000;
const pauseMsFirst = 1_000;
const pauseMsMax = 30_000;
const reasonCharsMax = 1_000;
/** Share of the whole at which each step begins, percent. */
const begins = { reading: 5, rendering: 60, storing: 85 };
/** Progress within the reading is told in steps no smaller than this, percent. */
const progressStepPercent = 10;

const words = {
  vi: {
    unmade: (why: string) => `Không lập được báo cáo: ${why}`,
    interrupted: (attempts: number) => `Báo cáo bị gián đoạn ${attempts} lần, lần nào cũng chưa xong.`,
    kind: 'Bản worker này không biết loại báo cáo được yêu cầu.',
    late: 'Lập báo cáo quá lâu.',
  },
  en: {
    unmade: (why: string) => `The report could not be made: ${why}`,
    interrupted: (attempts: number) => `The report was interrupted ${attempts} times, each time unfinished.`,
    kind: 'This worker does not know the kind of report that was asked for.',
    late: 'Making the report took too long.',
  },
};

/**
 * Makes one report. Everything may happen twice and in two workers at once: the bytes depend on the moment alone,
 * and the first document that is handed in counts. How many attempts there were is read from the report itself, so
 * the bound holds over workers that died.
 */
export async function makeReport(
  maker: ReportMaker,
  { reportId, position }: ReportRequest,
): Promise<Verdict> {
  const { api, attemptsMax } = maker;
  const report = await asked(api, reportId, position);
  if ('kind' in report && 'reason' in report) return report;
  if (report.status === 'COMPLETED') return { kind: 'done' };
  const attempt = report.attempts + 1;
  const commands = reportCommands(api, reportId, attempt);
  try {
    if (attempt > attemptsMax && report.status !== 'FAILED') {
      const reason = words[report.locale].interrupted(report.attempts);
      await commands.fail(reason, true);
      return { kind: 'park', reason };
    }
    await commands.start();
    await within(maker.attemptMsMax ?? attemptMsDefault, words[report.locale].late, () =>
      attempted(maker, report, commands),
    );
    return { kind: 'done' };
  } catch (error) {
    const final = attempt >= attemptsMax || (error instanceof ReportFault && error.isPermanent);
    return await failed(error, report, attempt, final, commands);
  }
}

async function asked(
  api: ApiClient,
  reportId: string,
  position: string,
): Promise<ReportToMake | (Verdict & { reason: string })> {
  try {
    const report = await askReport(api, reportId, position);
    return report ?? { kind: 'park', reason: 'the API does not know this report' };
  } catch (error) {
    const afterMs = error instanceof ApiUnreachable ? pauseMsMax : 3 * pauseMsFirst;
    return { kind: 'retry', reason: messageOf(error), afterMs };
  }
}

async function attempted(
  { api, kinds }: ReportMaker,
  report: ReportToMake,
  commands: ReturnType<typeof reportCommands>,
): Promise<void> {
  const kind = kinds.get(report.kind);
  if (kind === undefined) throw new ReportFault(words[report.locale].kind);
  await commands.progress(begins.reading, 'READING');
  let told = begins.reading;
  const reached = async (share: number) => {
    const percent = Math.floor(begins.reading + share * (begins.rendering - begins.reading));
    if (percent < told + progressStepPercent) return;
    told = percent;
    await commands.progress(percent, 'READING');
  };
  const { locale, asOf } = report;
  const data = await kind.read(api, { planId: report.plan.id, at: { asOf }, locale }, reached);
  await commands.progress(begins.rendering, 'RENDERING');
  const document = await kind.render(data, locale);
  await commands.progress(begins.storing, 'STORING');
  const { sha256, size } = await api.upload(document.bytes, document.mediaType, document.fileName);
  await commands.complete(document, sha256, size);
}

async function failed(
  error: unknown,
  report: ReportToMake,
  attempt: number,
  final: boolean,
  commands: ReturnType<typeof reportCommands>,
): Promise<Verdict> {
  if (isCompletedByAnother(error)) return { kind: 'done' };
  const afterMs = Math.min(pauseMsFirst * 2 ** (attempt - 1), pauseMsMax);
  const reason = reasonOf(error, report);
  // An API that is away cannot be told, and its absence is not the report's fault: the attempt does not count out.
  if (error instanceof ApiUnreachable) return { kind: 'retry', reason, afterMs: pauseMsMax };
  try {
    await commands.fail(reason, final);
  } catch (again) {
    if (isCompletedByAnother(again)) return { kind: 'done' };
    return { kind: 'retry', reason: messageOf(again), afterMs };
  }
  return final ? { kind: 'park', reason } : { kind: 'retry', reason, afterMs };
}

function isCompletedByAnother(error: unknown): boolean {
  return (
    error instanceof ApiRefused &&
    (error.reason === 'REPORT_COMPLETED' || error.reason === 'REPORT_ALREADY_COMPLETED')
  );
}

/** In words for the person who asked; a fault of ours names itself, so that it can be found. */
function reasonOf(error: unknown, { locale }: ReportToMake): string {
  const message = error instanceof ReportFault ? error.message : words[locale].unmade(messageOf(error));
  return message.slice(0, reasonCharsMax);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function within(msMax: number, late: string, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ReportFault(late)), msMax);
  });
  try {
    await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
