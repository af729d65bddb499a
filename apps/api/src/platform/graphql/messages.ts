import type { Refusal } from '@songhanh/domain/kernel';
import { messagesEn } from './messages.en.ts';
import { messagesVi } from './messages.vi.ts';

export type Language = 'vi' | 'en';

/** Sentences by reason; `{name}` is filled from the parameters of the refusal. */
export type Messages = Readonly<Record<string, string>>;

const tables: Record<Language, Messages> = { vi: messagesVi, en: messagesEn };

/** Sentences that extensions bring; those of the house stay as they are. */
export function addMessages(added: Readonly<Record<Language, Messages>>): void {
  for (const language of ['vi', 'en'] as const)
    tables[language] = { ...added[language], ...tables[language] };
}

/** The sentence of a reason; the reason itself when an extension brought none. */
export function messageOf(language: Language, reason: string, params: Refusal['params'] = {}): string {
  const sentence = tables[language][reason] ?? reason;
  return sentence.replace(/\{(\w+)\}/gu, (place, name: string) => String(params[name] ?? place));
}
