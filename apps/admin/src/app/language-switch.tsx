import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES } from '../platform/language.ts';
import classes from './language-switch.module.css';

/** Two languages, both always in sight. */
export function LanguageSwitch({ compact = false }: { compact?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className={classes.switch}>
      <legend className="visually-hidden">{t('language.label')}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          aria-label={compact ? `${language.toUpperCase()}: ${t(`language.${language}`)}` : undefined}
          onClick={() => void chooseLanguage(language)}
        >
          {compact ? language.toUpperCase() : t(`language.${language}`)}
        </button>
      ))}
    </fieldset>
  );
}
