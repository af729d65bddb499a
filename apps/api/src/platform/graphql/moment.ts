import { businessDay } from '@songhanh/event-log';
import type { GraphQLError } from 'graphql';
import type { BusinessClock } from '../commands/tokens.ts';
import type { Projector } from '../projector/projector.ts';
import { readYourWritesWaitMsMax } from './command-directive.ts';
import { badUserInput, notCaughtUp, withStatus } from './errors.ts';
import type { Language } from './messages.ts';
import type { RequestMoment } from './request-context.ts';

/** Headers by which a request says of which moment it speaks. */
export interface MomentHeaders {
  /** `X-As-Of`: an instant in ISO 8601 with its zone, or a log position. */
  readonly asOf: string | undefined;
  /** `X-At-Least-Position`: the read models must have reached this log position. */
  readonly atLeastPosition: string | undefined;
}

export interface MomentParts {
  readonly projector: Projector;
  readonly clock: BusinessClock;
}

/**
 * @throws BAD_USER_INPUT when a header is malformed or names a moment that has not been
 * @throws NOT_CAUGHT_UP when the read models do not reach the position in time
 */
export async function momentOf(
  { asOf, atLeastPosition }: MomentHeaders,
  { projector, clock }: MomentParts,
  language: Language,
): Promise<RequestMoment> {
  if (atLeastPosition !== undefined)
    await reach(projector, positionIn('X-At-Least-Position', atLeastPosition, language), language);
  if (asOf === undefined) return { asOf: null, position: null, today: clock.today() };
  if (decimal.test(asOf)) {
    const position = positionIn('X-As-Of', asOf, language);
    await reach(projector, position, language);
    const at = await projector.instantAt(position);
    return { asOf: null, position, today: at === null ? clock.today() : businessDay(new Date(at)) };
  }
  return momentAtInstant(asOf, { projector, clock }, language);
}

const decimal = /^[0-9]+$/u;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/u;
/** Positions are unsigned 64-bit numbers; PostgreSQL's bigint ends here. */
const positionMax = 2n ** 63n - 1n;

/** A `Date` takes 30 February for 2 March. */
function isDay(date: string): boolean {
  return new Date(date).toISOString().startsWith(date);
}

/** A `Date` knows a year 0, PostgreSQL none. */
const earliest = new Date('0001-01-01T00:00:00Z');

async function momentAtInstant(
  asOf: string,
  { projector, clock }: MomentParts,
  language: Language,
): Promise<RequestMoment> {
  const date = new Date(asOf);
  if (!instant.test(asOf) || !(date >= earliest) || !isDay(asOf.slice(0, 10)))
    throw wrongHeader('X-As-Of', sentences.asOf[language], language);
  if (date > clock.now() && date.toISOString() > ((await projector.firstAndLast()).lastRecordedAt ?? ''))
    throw wrongHeader('X-As-Of', sentences.future[language], language);
  const position = await projector.positionAt(date.toISOString());
  return { asOf: date.toISOString(), position, today: businessDay(date) };
}

function positionIn(header: string, value: string, language: Language): bigint {
  const position = decimal.test(value) && value.length <= 19 ? BigInt(value) : null;
  if (position !== null && position <= positionMax) return position;
  throw wrongHeader(header, sentences.position[language], language);
}

/** Headers are read before any operation runs, where Apollo Server answers 500 unless it is told better. */
function wrongHeader(header: string, message: string, language: Language): GraphQLError {
  return withStatus(badUserInput(language, [{ path: header, message }]), 400);
}

async function reach(projector: Projector, position: bigint, language: Language): Promise<void> {
  if (await projector.waitFor(position, readYourWritesWaitMsMax)) return;
  throw withStatus(notCaughtUp(language, position), 503);
}

const sentences = {
  asOf: {
    vi: 'là một thời điểm ISO 8601 có múi giờ, như 2023-06-30T17:00:00Z, hoặc một vị trí trong nhật ký',
    en: 'is an instant in ISO 8601 with its zone, like 2023-06-30T17:00:00Z, or a position in the log',
  },
  future: { vi: 'là thời điểm chưa đến', en: 'is a moment that has not been yet' },
  position: {
    vi: 'là một vị trí trong nhật ký: số thập phân không âm',
    en: 'is a position in the log: a decimal number',
  },
} as const;
