import { useSyncExternalStore } from 'react';
import { type Client, type CombinedError, createClient, fetchExchange } from 'urql';
import { graphql, type ResultOf } from './graphql.ts';
import { currentLanguage } from './language.ts';
import { type Problem, problemOf } from './problem.ts';

const viewerFields = graphql(`
  fragment ViewerFields on Viewer {
    role
    sessionExpiresAt
    csrfToken
    account { id fullName email }
    office { id title titleEnglish }
    unit { id name nameEnglish shortName kind }
  }
`);
const viewerQuery = graphql(`query Viewer { viewer { ...ViewerFields } }`, [viewerFields]);
const signInMutation = graphql(
  `mutation SignIn($input: SignInInput!) { signIn(input: $input) { ...ViewerFields } }`,
  [viewerFields],
);
const signOutMutation = graphql(`mutation SignOut { signOut }`);

export type Viewer = NonNullable<ResultOf<typeof viewerQuery>['viewer']>;

interface SessionState {
  /** Undefined until it was asked for; null when nobody is signed in. */
  readonly viewer: Viewer | null | undefined;
  /** The session ended while somebody was at work: the dialog that signs them in again is open. */
  readonly ended: boolean;
}

let state: SessionState = { viewer: undefined, ended: false };
const listeners = new Set<() => void>();
let waiting: (() => void)[] = [];
/** Stays while the screen that was left after a sign-out is still drawn. */
let lastViewer: Viewer | null = null;

/** Who is signed in, asked of the server once. Throws a `Problem` when the server does not answer. */
export async function loadViewer(): Promise<Viewer | null> {
  if (state.viewer !== undefined) return state.viewer;
  const { data, error } = await plainClient().query(viewerQuery, {});
  const problem = error && problemOf(error);
  if (problem && problem.kind !== 'signedOut') throw new SessionProblem(problem);
  set({ viewer: data?.viewer ?? null, ended: false });
  return data?.viewer ?? null;
}

/** Asks again who is signed in: the session was renewed by the server. What is shown stays meanwhile. */
export async function renewViewer(): Promise<void> {
  const { data } = await plainClient().query(viewerQuery, {});
  if (data?.viewer) set({ viewer: data.viewer, ended: false });
}

/** Signs in; answers null, or the problem. Whoever waits in `signInAgain` goes on. */
export async function signIn(email: string, password: string): Promise<Problem | null> {
  const { data, error } = await plainClient().mutation(signInMutation, { input: { email, password } });
  if (error !== undefined || data === undefined) return problemOf(error as CombinedError);
  set({ viewer: data.signIn, ended: false });
  const goOn = waiting;
  waiting = [];
  for (const done of goOn) done();
  return null;
}

export async function signOut(): Promise<void> {
  await plainClient().mutation(signOutMutation, {});
  set({ viewer: null, ended: false });
}

/** Opens the dialog that signs in again and answers once that has happened. */
export function signInAgain(): Promise<void> {
  set({ ...state, ended: true });
  return new Promise((done) => {
    waiting.push(done);
  });
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

/** The person at work; only inside the frame, which nobody sees who is not signed in. */
export function useViewer(): Viewer {
  useSession();
  if (lastViewer === null) throw new Error('useViewer is for screens inside the frame');
  return lastViewer;
}

export class SessionProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super('the session could not be asked for');
    this.problem = problem;
  }
}

/** Without the normalised cache: the sign-in screen stays small, and no answer outlives a person. */
function plainClient(): Client {
  return createClient({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin', headers: { 'accept-language': currentLanguage() } },
    exchanges: [fetchExchange],
  });
}

function set(next: SessionState): void {
  state = next;
  lastViewer = next.viewer ?? lastViewer;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
