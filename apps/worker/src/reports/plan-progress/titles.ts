import type { PlanData, SectionData, TaskData } from './query.ts';
import type { PlanProgressWords } from './words.ts';

export function sectionTitle(section: SectionData | null, { locale, noSection }: PlanProgressWords): string {
  if (section === null) return noSection;
  const title = locale === 'en' ? (section.titleEnglish ?? section.title) : section.title;
  return section.mark === '' ? title : `${section.mark.replace(/\.$/u, '')}. ${title}`;
}

export function taskTitle({ title, titleEnglish }: TaskData, { locale }: PlanProgressWords): string {
  return locale === 'en' ? (titleEnglish ?? title) : title;
}

export function planTitle({ title, titleEnglish }: PlanData, { locale }: PlanProgressWords): string {
  return locale === 'en' ? (titleEnglish ?? title) : title;
}
