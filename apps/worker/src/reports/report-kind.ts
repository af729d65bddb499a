import type { ApiClient, ReadAt } from '../platform/api-client.ts';

export type Locale = 'vi' | 'en';

/** What is asked of a report: the plan, the one moment of all its reads, and the language. */
export interface ReportRequest {
  readonly planId: string;
  readonly at: ReadAt;
  readonly locale: Locale;
}

/** A finished document. Its bytes depend on the data of the moment and the template's version alone. */
export interface RenderedDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A kind of report: what it reads, and how the document is made of it without reading anything more. */
export interface ReportKind<Data = unknown> {
  /** Named in the document; raised whenever the same data would give other bytes. */
  readonly template: string;
  /** @param reached told the share of the reading that is done, 0 to 1 */
  read(api: ApiClient, request: ReportRequest, reached: (share: number) => Promise<void>): Promise<Data>;
  render(data: Data, locale: Locale): Promise<RenderedDocument>;
}

/** Why a report cannot be made, in words for the person who asked for it. */
export class ReportFault extends Error {
  /** Every attempt would end so: the moment of a report, and what was there at it, do not change. */
  readonly isPermanent: boolean;

  constructor(message: string, { isPermanent = false }: { readonly isPermanent?: boolean } = {}) {
    super(message);
    this.name = 'ReportFault';
    this.isPermanent = isPermanent;
  }
}
