import type { ComponentType, ReactNode } from 'react';
import classes from './chip.module.css';

export type Tone = 'red' | 'amber' | 'green' | 'blue' | 'olive' | 'grey' | 'violet';
export type IconType = ComponentType<{ size?: number | string; stroke?: number | string }>;

/** A word with a sign: the tone alone never carries the meaning. */
export function Chip({
  tone,
  icon: Icon,
  title,
  children,
}: {
  tone: Tone;
  icon: IconType;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      <Icon size={14} stroke={2} />
      {children}
    </span>
  );
}
