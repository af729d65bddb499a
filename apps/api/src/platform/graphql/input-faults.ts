import type { $ZodErrorMap, $ZodRawIssue } from 'zod/v4/core';
import { en, vi } from 'zod/v4/locales';
import type { Language } from './messages.ts';

/** What is wrong with a field of an input, in the caller's language, for `safeParse(…, { error })`. */
export const inputFaults: Readonly<Record<Language, $ZodErrorMap>> = {
  vi: (issue) => outOfBounds(issue, sentences.vi) ?? vi().localeError(issue),
  en: (issue) => outOfBounds(issue, sentences.en) ?? en().localeError(issue),
};

interface Sentences {
  readonly locale: string;
  readonly needed: string;
  readonly most: Readonly<Record<Kind, (most: string, given: string) => string>>;
  readonly least: Readonly<Record<Kind, (least: string) => string>>;
}

type Kind = 'string' | 'number' | 'array';

/** A person reads these beside the field, so they tell the bound and nothing of types. */
function outOfBounds(issue: $ZodRawIssue, { locale, needed, most, least }: Sentences): string | undefined {
  if (issue.code !== 'too_big' && issue.code !== 'too_small') return undefined;
  const kind = kindOf(issue.origin);
  if (kind === undefined) return undefined;
  const inWords = (value: unknown) => Number(value).toLocaleString(locale);
  if (issue.code === 'too_big') return most[kind](inWords(issue.maximum), inWords(sizeOf(issue.input)));
  if (kind !== 'number' && Number(issue.minimum) === 1) return needed;
  return least[kind](inWords(issue.minimum));
}

function kindOf(origin: string): Kind | undefined {
  if (origin === 'string' || origin === 'array') return origin;
  return origin === 'number' || origin === 'int' ? 'number' : undefined;
}

function sizeOf(input: unknown): number {
  return typeof input === 'string' || Array.isArray(input) ? input.length : Number(input);
}

const sentences: Readonly<Record<Language, Sentences>> = {
  vi: {
    locale: 'vi-VN',
    needed: 'Hãy điền mục này.',
    most: {
      string: (most, given) => `Tối đa ${most} ký tự; hiện có ${given}.`,
      number: (most) => `Tối đa ${most}.`,
      array: (most, given) => `Tối đa ${most} mục; hiện có ${given}.`,
    },
    least: {
      string: (least) => `Ít nhất ${least} ký tự.`,
      number: (least) => `Ít nhất ${least}.`,
      array: (least) => `Ít nhất ${least} mục.`,
    },
  },
  en: {
    locale: 'en-GB',
    needed: 'Please fill this in.',
    most: {
      string: (most, given) => `At most ${most} characters; it has ${given}.`,
      number: (most) => `At most ${most}.`,
      array: (most, given) => `At most ${most}; there are ${given}.`,
    },
    least: {
      string: (least) => `At least ${least} characters.`,
      number: (least) => `At least ${least}.`,
      array: (least) => `At least ${least}.`,
    },
  },
};
