import { Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, formatDate } from '../../platform/format.ts';
import { DateField } from '../../ui/date-field.tsx';
import classes from './day-slider.module.css';
import { plusDays } from './plus-days.ts';

/** A hand on the calendar. The app follows when the hand is let go, not while it moves. */
export function DaySlider(props: {
  first: string;
  last: string;
  chosen: string;
  onChoose: (day: string) => void;
}) {
  const { t } = useTranslation();
  const [place, setPlace] = useState(() => daysBetween(props.first, props.chosen));
  useEffect(() => setPlace(daysBetween(props.first, props.chosen)), [props.first, props.chosen]);
  const dayAt = (value: number): string => formatDate(plusDays(props.first, value));
  return (
    <>
      <Slider
        className={classes.slider}
        min={0}
        max={Math.max(1, daysBetween(props.first, props.last))}
        value={place}
        onChange={setPlace}
        onChangeEnd={(value) => props.onChoose(plusDays(props.first, value))}
        label={dayAt}
        thumbLabel={t('moment.slider')}
        thumbProps={{ 'aria-valuetext': dayAt(place) }}
        size="sm"
      />
      <div className={classes.date}>
        <DateField
          label={t('moment.date')}
          value={props.chosen}
          min={props.first}
          max={props.last}
          clearable={false}
          onChange={(day) => day && props.onChoose(day)}
        />
      </div>
    </>
  );
}
