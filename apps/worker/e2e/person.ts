import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, demoSignIns } from '@songhanh/sample-world';
import { vi } from 'vitest';
import { z } from 'zod';

const reportMsMax = 60_000;

const report = z.object({
  status: z.string(),
  step: z.string().nullable(),
  attempts: z.int(),
  failureReason: z.string().nullable(),
  document: z.object({ sha256: z.string(), fileName: z.string(), size: z.int(), url: z.string() }).nullable(),
  history: z.array(z.object({ type: z.string() })),
});
export type ReportSeen = z.output<typeof report>;

export interface Asked {
  readonly planId: string;
  /** Now when left out. */
  readonly asOf?: string;
  readonly locale?: 'vi' | 'en';
}

/** Somebody of the standing agency who signs in, asks for reports and downloads them. */
export async function signIn(url: string) {
  const email = demoSignIns[0]?.email;
  const call = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data: unknown; errors?: unknown };
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    return { data: answer.data, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };
  const { cookie } = await call('mutation ($input: SignInInput!) { signIn(input: $input) { role } }', {
    input: { email, password: DEMO_PASSWORD },
  });

  const see = async (reportId: string): Promise<ReportSeen> => {
    const question = `query ($id: ID!) { report(id: $id) {
      status step attempts failureReason document { sha256 fileName size url } history { type }
    } }`;
    const { data } = await call(question, { id: reportId }, { cookie });
    return z.object({ report }).parse(data).report;
  };

  return {
    see,
    async ask({ planId, asOf, locale }: Asked): Promise<string> {
      const reportId = randomUUID();
      const input = { commandId: randomUUID(), reportId, kind: 'PLAN_PROGRESS', planId, asOf, locale };
      await call(
        'mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }',
        { input },
        { cookie },
      );
      return reportId;
    },
    /** The report once it is as wanted. */
    async until(reportId: string, wanted: (seen: ReportSeen) => boolean): Promise<ReportSeen> {
      let seen = await see(reportId);
      await vi.waitUntil(
        async () => {
          seen = await see(reportId);
          return wanted(seen);
        },
        { timeout: reportMsMax, interval: 50 },
      );
      return seen;
    },
    async download({ document }: ReportSeen): Promise<Buffer> {
      const response = await fetch(new URL(document?.url ?? '', url), { headers: { cookie } });
      if (response.status !== 200) throw new Error(`the download answered ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
  };
}
