import '@mantine/notifications/styles.css';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Provider } from 'urql';
import { clientAt } from '../../platform/graphql-client.ts';
import { MomentProvider, useMoment } from '../../platform/moment.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { DemonstrationNote } from './demonstration-note.tsx';
import classes from './frame.module.css';
import { Navigation } from './navigation.tsx';
import { PastBar } from './past-bar.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { TopBar } from './top-bar.tsx';

/** Everything around a screen. All queries below it answer as of the moment in the address. */
export function Frame() {
  const { asOf } = useSearch({ from: '__root__' });
  const { client, refresh } = useMemo(() => clientAt(asOf ?? null), [asOf]);
  const navigate = useNavigate();
  const showNow = useCallback(
    () => void navigate({ to: '.', search: (old) => ({ ...old, asOf: undefined }), replace: true }),
    [navigate],
  );
  // Where no button of a dialog stands: on a phone dialogs fill the screen, with the first of theirs at the top right.
  const narrow = useMediaQuery('(max-width: 900px)');
  return (
    <Provider value={client}>
      <MomentProvider asOf={asOf ?? null} onRefused={showNow}>
        <Layout />
        <SignInAgain onSignedIn={refresh} />
      </MomentProvider>
      <Notifications position={narrow ? 'top-center' : 'bottom-left'} limit={2} containerWidth={280} />
    </Provider>
  );
}

function Layout() {
  const { t } = useTranslation();
  const moment = useMoment();
  const [lookingBack, setLookingBack] = useState(false);
  const top = useTopHeight();
  useFocusOnNewScreen();
  return (
    <div className={classes.frame} data-past={moment.readOnly || undefined}>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <header className={classes.top} ref={top}>
        <DemonstrationNote />
        <TopBar
          onLookBack={() => setLookingBack((open) => !open)}
          lookingBack={lookingBack || moment.readOnly}
        />
        {(lookingBack || moment.readOnly) && <PastBar onClose={() => setLookingBack(false)} />}
      </header>
      <aside className={classes.side}>
        <Navigation />
      </aside>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Suspense
          fallback={
            <Loaded answer={{ fetching: true }} onRetry={() => undefined} lines={8}>
              {() => null}
            </Loaded>
          }
        >
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

/** Tells the page how tall its sticky top is, bars of the moment included: what sticks below it starts there. */
function useTopHeight() {
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = top.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty('--top-height', `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return top;
}

/** After a step to another screen the focus moves there too, as a page load would do. */
function useFocusOnNewScreen(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (path === undefined || before.current === path) return;
    if (before.current !== undefined) {
      const heading = document.querySelector<HTMLElement>('#content h1');
      (heading ?? document.getElementById('content'))?.focus({ preventScroll: true });
    }
    before.current = path;
  }, [path]);
}
