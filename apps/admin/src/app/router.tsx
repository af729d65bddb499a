import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
  retainSearchParams,
  rootRouteId,
} from '@tanstack/react-router';
import { loadWords } from '../platform/language.ts';
import { loadViewer } from '../platform/session.ts';
import { Broken } from './broken.tsx';
import { NotFound, NotFoundAlone } from './not-found.tsx';
import { parseSearch, pickMoment, pickSearch, stringifySearch } from './search.ts';
import { SignInPage } from './sign-in-page.tsx';

/** What the task list keeps in the address; features/task/list/task-list-search.ts gives it meaning. */
const taskListKeys = [
  'view',
  'q',
  'plan',
  'section',
  'unit',
  'as',
  'status',
  'light',
  'answer',
  'submitted',
  'sort',
] as const;

const rootRoute = createRootRoute({
  component: Outlet,
  validateSearch: pickMoment,
  search: { middlewares: [retainSearchParams(['asOf'])] },
  errorComponent: Broken,
  notFoundComponent: NotFoundAlone,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: pickSearch('to'),
  component: SignInPage,
});

const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: lazyRouteComponent(() => import('./frame/frame.tsx'), 'Frame'),
  async beforeLoad({ location, matches }) {
    if ((await loadViewer()) !== null) return;
    if (matches.at(-1)?.routeId === '/frame/$') throw notFound({ routeId: rootRouteId });
    throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  validateSearch: pickSearch('scope'),
  loader: () => loadWords('overview', 'task', 'coordination'),
  component: lazyRouteComponent(() => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
});

const tasksRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tasks',
  validateSearch: pickSearch(...taskListKeys),
  loader: () => loadWords('task'),
  component: lazyRouteComponent(() => import('../features/task/list/task-list-page.tsx'), 'TaskListPage'),
});

const taskRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/tasks/$taskId',
  validateSearch: pickSearch('tab'),
  loader: () => loadWords('task', 'coordination', 'history'),
  component: lazyRouteComponent(() => import('./task-route.tsx'), 'TaskRoute'),
});

const plansRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/plans',
  validateSearch: pickSearch('year', 'status'),
  loader: () => loadWords('plan'),
  component: lazyRouteComponent(() => import('../features/plan/plan-list-page.tsx'), 'PlanListPage'),
});

const planRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/plans/$planId',
  validateSearch: pickSearch('tab'),
  loader: () => loadWords('plan', 'task', 'report', 'history'),
  component: lazyRouteComponent(() => import('./plan-route.tsx'), 'PlanRoute'),
});

const coordinationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/coordination',
  validateSearch: pickSearch('unit', 'tab'),
  loader: () => loadWords('coordination', 'task'),
  component: lazyRouteComponent(() => import('../features/coordination/inbox-page.tsx'), 'InboxPage'),
});

const oneCoordinationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/coordination/$coordinationId',
  validateSearch: pickSearch('tab'),
  loader: () => loadWords('coordination', 'task', 'history'),
  component: lazyRouteComponent(() => import('./coordination-route.tsx'), 'CoordinationRoute'),
});

const organisationRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/organisation',
  validateSearch: pickSearch('q', 'tab'),
  loader: () => loadWords('organisation'),
  component: lazyRouteComponent(
    () => import('../features/organisation/organisation-page.tsx'),
    'OrganisationPage',
  ),
});

const unitRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/organisation/$unitId',
  validateSearch: pickSearch('tab'),
  loader: () => loadWords('organisation', 'task', 'history'),
  component: lazyRouteComponent(() => import('./unit-route.tsx'), 'UnitRoute'),
});

const reportsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports',
  validateSearch: pickSearch('plan'),
  loader: () => loadWords('report'),
  component: lazyRouteComponent(() => import('../features/report/report-list-page.tsx'), 'ReportListPage'),
});

const accountsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts',
  validateSearch: pickSearch('q'),
  loader: () => loadWords('account'),
  component: lazyRouteComponent(() => import('../features/account/account-list-page.tsx'), 'AccountListPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/accounts/$accountId',
  loader: () => loadWords('account'),
  component: lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
});

const ownAccountRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/account',
  loader: () => loadWords('account'),
  component: lazyRouteComponent(() => import('../features/account/own-account-page.tsx'), 'OwnAccountPage'),
});

const graphiqlRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/graphiql',
  component: lazyRouteComponent(() => import('../features/graphiql/graphiql-page.tsx'), 'GraphiqlPage'),
});

/** Any other address: it is answered inside the frame, too. */
const lostRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '$',
  component: NotFound,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  frameRoute.addChildren([
    overviewRoute,
    tasksRoute,
    taskRoute,
    plansRoute,
    planRoute,
    coordinationRoute,
    oneCoordinationRoute,
    organisationRoute,
    unitRoute,
    reportsRoute,
    accountsRoute,
    accountRoute,
    ownAccountRoute,
    graphiqlRoute,
    lostRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
