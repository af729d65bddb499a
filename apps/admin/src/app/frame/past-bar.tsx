import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconHistory } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOfInstant, daysBetween, endOfDate, formatInstant } from '../../platform/format.ts';
import { type Moment, useMoment } from '../../platform/moment.tsx';
import { lazyNamed } from '../../ui/lazy-named.ts';
import classes from './past-bar.module.css';
import { plusDays } from './plus-days.ts';

const DaySlider = lazyNamed(() => import('./day-slider.tsx'), 'DaySlider');

/** The time machine: choose a day, and every screen shows how things stood at its end. */
export function PastBar({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const moment = useMoment();
  const days = daysOf(moment);

  function go(asOf: string | undefined): void {
    void navigate({ to: '.', search: (old) => ({ ...old, asOf }), replace: true, resetScroll: false });
  }
  function goToDay(day: string): void {
    go(endOfDate(day));
  }

  return (
    <section className={classes.bar} data-past={moment.readOnly || undefined} aria-label={t('moment.label')}>
      <IconHistory size={20} aria-hidden className={classes.sign} />
      <p className={classes.words} role="status">
        {moment.asOf === null ? (
          t('moment.choose')
        ) : (
          <>
            <strong>{t('moment.youLookAt', { moment: formatInstant(moment.asOf) })}</strong>
            <span>{t('moment.readOnly')}</span>
          </>
        )}
      </p>
      {days === null ? (
        <p className={classes.words}>{t('moment.nothingYet')}</p>
      ) : (
        <div className={classes.control}>
          <ActionIcon
            variant="default"
            aria-label={t('moment.previousDay')}
            disabled={days.chosen <= days.first}
            onClick={() => goToDay(plusDays(days.chosen, -1))}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Suspense fallback={<Loader size="xs" />}>
            <DaySlider {...days} onChoose={goToDay} />
          </Suspense>
          <ActionIcon
            variant="default"
            aria-label={t('moment.nextDay')}
            disabled={days.chosen >= days.last}
            onClick={() => goToDay(plusDays(days.chosen, 1))}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </div>
      )}
      <Button
        size="xs"
        variant={moment.readOnly ? 'filled' : 'default'}
        color={moment.readOnly ? 'violet.9' : undefined}
        onClick={() => {
          onClose();
          go(undefined);
        }}
      >
        {moment.readOnly ? t('moment.backToNow') : t('close')}
      </Button>
    </section>
  );
}

/** First, last and chosen day of the slider; null while the log is empty. */
function daysOf(moment: Moment): { first: string; last: string; chosen: string } | null {
  if (moment.firstRecordedAt === null) return null;
  const first = dateOfInstant(moment.firstRecordedAt);
  const recorded = moment.lastRecordedAt === null ? first : dateOfInstant(moment.lastRecordedAt);
  const chosenByPast = moment.asOf === null ? null : dateOfInstant(moment.asOf);
  const today = moment.readOnly ? recorded : moment.today;
  const last = daysBetween(recorded, today) > 0 ? today : recorded;
  return {
    first,
    last: chosenByPast && chosenByPast > last ? chosenByPast : last,
    chosen: chosenByPast ?? last,
  };
}
