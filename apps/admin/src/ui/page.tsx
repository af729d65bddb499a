import { Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

/** The head of a screen: its h1 (also the window's title), what stands above it, and what can be done. */
export function PageHead({
  title,
  windowTitle = title,
  above,
  below,
  actions,
}: {
  title: string;
  windowTitle?: string;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${windowTitle} · Song Hành`;
  }, [windowTitle]);
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        {above && <div className={classes.above}>{above}</div>}
        <Title order={1} tabIndex={-1} className={classes.title}>
          {title}
        </Title>
        {below && <div className={classes.below}>{below}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

/** A part of a screen under its own h2. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  /** Content reaches the edges: for tables and lists that bring their own space. */
  flush?: boolean;
}) {
  return (
    <section className={classes.panel} aria-label={title}>
      <div className={classes.panelHead}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {aside}
      </div>
      <div className={flush ? undefined : classes.panelBody}>{children}</div>
    </section>
  );
}

/** Nothing to show: says why, and what one could do. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>;
}

/** Names with values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
