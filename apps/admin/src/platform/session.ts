import { useSyncExternalStore } from 'react';
import { currentLanguage } from './language.ts';
import { type Failure, type Problem, problemOf } from './problem.ts';

const viewerFields = `
  role sessionExpiresAt csrfToken
  account { id fullName email }
  office { id title titleEnglish }
  unit { id name nameEnglish shortName kind }
`;

/** Plain words and not documents: neither the client nor its parser comes to the sign-in screen. */
export const sessionOperations = {
  viewer: `query Viewer { viewer {${viewerFields}} moment { today demonstration } }`,
  signIn: `mutation SignIn($input: SignInInput!) { signIn(input: $input) {${viewerFields}} }`,
  signOut: 'mutation SignOut { signOut }',
};

/** Who is signed in; session.spec.ts holds the operations to the schema. */
export interface Viewer {
  readonly role: 'ADMINISTRATOR' | 'PLANNER' | 'OFFICER' | 'LEADER' | 'AUDITOR' | 'SERVICE';
  readonly sessionExpiresAt: string;
  readonly csrfToken: string;
  readonly account: { readonly id: string; readonly fullName: string | null; readonly email: string | null };
  readonly office: { readonly id: string; readonly title: string; readonly titleEnglish: string | null };
  readonly unit: {
    readonly id: string;
    readonly name: string;
    readonly nameEnglish: string | null;
    readonly shortName: string;
    readonly kind: string;
  } | null;
}

/** The business day of now, whatever moment a screen shows; known before the first screen is drawn. */
export interface Present {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The day is that of the sample world. */
  readonly demonstration: boolean;
}

interface Session {
  readonly viewer: Viewer | null;
  readonly moment: Present;
}

interface SessionState {
  /** Undefined until it was asked for; null when nobody is signed in. */
  readonly viewer: Viewer | null | undefined;
  readonly present: Present | null;
  /** The session ended while somebody was at work: the dialog that signs them in again is open. */
  readonly ended: boolean;
}

let state: SessionState = { viewer: undefined, present: null, ended: false };
const listeners = new Set<() => void>();
let waiting: (() => void)[] = [];
/** Stays while the screen that was left after a sign-out is still drawn. */
let lastViewer: Viewer | null = null;

/** Who is signed in, asked of the server once. Throws a `Problem` when the server does not answer. */
export async function loadViewer(): Promise<Viewer | null> {
  if (state.viewer !== undefined) return state.viewer;
  const { data, error } = await ask<Session>(sessionOperations.viewer);
  const problem = error && problemOf(error);
  if (problem && problem.kind !== 'signedOut') throw new SessionProblem(problem);
  set({ viewer: data?.viewer ?? null, present: data?.moment ?? null, ended: false });
  return data?.viewer ?? null;
}

/** Asks again who is signed in: the session was renewed by the server. What is shown stays meanwhile. */
export async function renewViewer(): Promise<void> {
  const { data } = await ask<Session>(sessionOperations.viewer);
  if (data?.viewer) set({ viewer: data.viewer, present: data.moment, ended: false });
}

/** Signs in; answers null, or the problem. Whoever waits in `signInAgain` goes on. */
export async function signIn(email: string, password: string): Promise<Problem | null> {
  const { data, error } = await ask<{ signIn: Viewer }>(sessionOperations.signIn, {
    input: { email, password },
  });
  if (data === null) return problemOf(error ?? noAnswer);
  const { data: session } = await ask<Session>(sessionOperations.viewer);
  set({ viewer: data.signIn, present: session?.moment ?? state.present, ended: false });
  const goOn = waiting;
  waiting = [];
  for (const done of goOn) done();
  return null;
}

export async function signOut(): Promise<void> {
  await ask(sessionOperations.signOut);
  set({ ...state, viewer: null, ended: false });
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

const noAnswer: Failure = { graphQLErrors: [], response: undefined };

/** Without the client and its cache: the sign-in screen stays small, and no answer outlives a person. */
async function ask<Data>(
  query: string,
  variables: object = {},
): Promise<{ data: Data | null; error: Failure | null }> {
  let response: Response | undefined;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'accept-language': currentLanguage() },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: Failure['graphQLErrors'] };
    if (answer.errors === undefined && answer.data) return { data: answer.data, error: null };
    return { data: null, error: { graphQLErrors: answer.errors ?? [], response } };
  } catch {
    return { data: null, error: { graphQLErrors: [], response } };
  }
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
