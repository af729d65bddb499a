import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApiClient } from '../platform/api-client.ts';
import type { RenderedDocument } from './report-kind.ts';

export type ReportStep = 'READING' | 'RENDERING' | 'STORING';

const reportToMake = z.object({
  id: z.string(),
  kind: z.string(),
  asOf: z.string(),
  locale: z.enum(['vi', 'en']),
  status: z.string(),
  attempts: z.int(),
  plan: z.object({ id: z.string() }),
});
export type ReportToMake = z.output<typeof reportToMake>;

const reportQuestion = /* GraphQL */ `
  query ReportToMake($reportId: ID!) {
    report(id: $reportId) { id kind asOf locale status attempts plan { id } }
  }
`;

export const reportMutations = {
  startReport: mutation('startReport', 'StartReportInput'),
  progressReport: mutation('progressReport', 'ProgressReportInput'),
  completeReport: mutation('completeReport', 'CompleteReportInput'),
  failReport: mutation('failReport', 'FailReportInput'),
};

/** @param position where the request stands in the log: the answer waits until the read models have it */
export async function askReport(
  api: ApiClient,
  reportId: string,
  position: string,
): Promise<ReportToMake | null> {
  const shape = z.object({ report: reportToMake.nullable() });
  const variables = { reportId };
  const { report } = await api.ask(
    { document: reportQuestion, variables, shape },
    { atLeastPosition: position },
  );
  return report;
}

/** The commands of one attempt. Their ids derive from what they say: sent twice, by whomever, they count once. */
export function reportCommands(api: ApiClient, reportId: string, attempt: number) {
  const send = async (
    name: keyof typeof reportMutations,
    input: Record<string, unknown>,
    ...says: string[]
  ) => {
    const commandId = createHash('sha256')
      .update(JSON.stringify([name, reportId, ...says]))
      .digest('hex');
    const document = reportMutations[name];
    const variables = { input: { commandId, reportId, ...input } };
    await api.ask({ document, variables, shape: z.looseObject({}) });
  };
  return {
    start: () => send('startReport', { attempt }, String(attempt)),
    progress: (percent: number, step: ReportStep) =>
      send('progressReport', { percent, step }, String(attempt), String(percent), step),
    complete: ({ fileName, mediaType }: RenderedDocument, sha256: string, size: number) =>
      send('completeReport', { sha256, fileName, mediaType, size }, sha256, fileName),
    fail: (reason: string, final: boolean) =>
      send('failReport', { attempt, reason, final }, String(attempt), reason, String(final)),
  };
}

function mutation(name: string, input: string): string {
  return `mutation ${input.replace(/Input$/u, '')}($input: ${input}!) { ${name}(input: $input) { id } }`;
}
