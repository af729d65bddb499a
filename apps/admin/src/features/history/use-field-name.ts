import { useTranslation } from 'react-i18next';

/** What a field of an event is called: as in the form that the event came from, else as everywhere. */
export function useFieldName(): (eventType: string, field: string) => string {
  const { t, i18n } = useTranslation('history');
  return (eventType, field) => {
    const key = [`fieldOf.${eventType}.${field}`, `field.${field}`].find((one) =>
      i18n.exists(`history:${one}`),
    );
    return key === undefined ? field : t(key);
  };
}
