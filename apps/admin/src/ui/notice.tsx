import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** What should be known before one goes on; it stops nobody. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className={classes.notice} role="note">
      <IconInfoCircle size={20} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
