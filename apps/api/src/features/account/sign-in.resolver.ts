import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { refuse } from '@songhanh/domain/kernel';
import { VIEWERS, type Viewers } from '../../platform/access/viewers.ts';
import { DATABASE, type Database } from '../../platform/database/database.ts';
import { badUserInput, forbidden, refused, unauthenticated } from '../../platform/graphql/errors.ts';
import { REFERENCES, type References } from '../../platform/graphql/references.ts';
import type { RequestContext, RequestViewer } from '../../platform/graphql/request-context.ts';
import { passwordCharacters } from '../../platform/vault/credentials.ts';
import { VAULT, type Vault } from '../../platform/vault/vault.ts';
import { type AccountQueries, accountQueries } from './account.queries.ts';
import { accountView, officeView } from './account.views.ts';

interface SignInInput {
  readonly email: string;
  readonly password: string;
}

interface SetPasswordInput {
  readonly accountId?: string | null;
  readonly presentPassword?: string | null;
  readonly newPassword: string;
}

/** Sessions and passwords: in the vault alone, never in the log. */
@Resolver()
export class SignInResolver {
  readonly #vault: Vault;
  readonly #viewers: Viewers;
  readonly #queries: AccountQueries;
  readonly #references: References;

  constructor(
    @Inject(VAULT) vault: Vault,
    @Inject(VIEWERS) viewers: Viewers,
    @Inject(DATABASE) database: Database,
    @Inject(REFERENCES) references: References,
  ) {
    this.#vault = vault;
    this.#viewers = viewers;
    this.#queries = accountQueries(database);
    this.#references = references;
  }

  /** Who is signed in now, whatever moment the request speaks of. */
  @Query('viewer')
  viewer(@Context() context: RequestContext) {
    const { viewer } = context;
    return viewer === null || viewer.actor.role === 'SERVICE' ? null : this.#viewOf(viewer, context);
  }

  @Mutation('signIn')
  async signIn(@Args('input') { email, password }: SignInInput, @Context() context: RequestContext) {
    const { language } = context;
    const accountId = await this.#identify(email, password, context);
    const officeId = await this.#viewers.presentOffice(accountId);
    if (officeId === null) throw refused(language, refuse('NO_PRESENT_OFFICE'));
    const sessionToken = await this.#vault.sessions.start(accountId, officeId);
    const viewer = await this.#viewers.find({ sessionToken, bearer: null });
    if (viewer === null) throw unauthenticated(language);
    context.setSessionCookie?.(sessionToken);
    return this.#viewOf(viewer, context);
  }

  @Mutation('signOut')
  async signOut(@Context() context: RequestContext) {
    if (context.sessionToken !== null) await this.#vault.sessions.end(context.sessionToken);
    this.#viewers.forget(context.viewer?.accountId);
    context.setSessionCookie?.(null);
    return true;
  }

  @Mutation('setPassword')
  async setPassword(@Args('input') input: SetPasswordInput, @Context() context: RequestContext) {
    const { viewer, language } = context;
    if (viewer === null) throw unauthenticated(language);
    checkLength(input.newPassword, context);
    const accountId = input.accountId ?? viewer.accountId;
    const isOwn = accountId === viewer.accountId;
    if (isOwn) await this.#checkPresent(accountId, input.presentPassword ?? '', context);
    else await this.#checkKeeper(accountId, context);
    await this.#vault.credentials.setPassword(accountId, input.newPassword);
    await this.#vault.sessions.endAllOf(accountId);
    this.#viewers.forget(accountId);
    if (isOwn) context.setSessionCookie?.(await this.#vault.sessions.start(accountId, viewer.officeId));
    return true;
  }

  /** @throws when e-mail or password is wrong, or too many were */
  async #identify(email: string, password: string, { language }: RequestContext): Promise<string> {
    const { credentials, throttle } = this.#vault;
    const digest = credentials.digestOf(email.slice(0, emailCharactersMax));
    const minutes = await throttle.minutesToWait(digest);
    if (minutes > 0) throw refused(language, refuse('TOO_MANY_SIGN_INS', { minutes }));
    const isPossible = password.length <= passwordCharacters.max && email.length <= emailCharactersMax;
    const accountId = isPossible ? await credentials.accountOf(email, password) : null;
    if (accountId === null) {
      await throttle.failed(digest);
      throw unauthenticated(language, 'WRONG_EMAIL_OR_PASSWORD');
    }
    await throttle.succeeded(digest);
    return accountId;
  }

  /** A session left open must not be enough to change the password; guesses are counted as at sign-in. */
  async #checkPresent(accountId: string, password: string, { language }: RequestContext): Promise<void> {
    const { credentials, throttle } = this.#vault;
    const digest = credentials.digestOf(`account ${accountId}`);
    const minutes = await throttle.minutesToWait(digest);
    if (minutes > 0) throw refused(language, refuse('TOO_MANY_SIGN_INS', { minutes }));
    if (password.length <= passwordCharacters.max && (await credentials.isPassword(accountId, password)))
      return throttle.succeeded(digest);
    await throttle.failed(digest);
    throw refused(language, refuse('PRESENT_PASSWORD_WRONG'));
  }

  async #checkKeeper(accountId: string, { viewer, language }: RequestContext): Promise<void> {
    if (viewer?.actor.role !== 'ADMINISTRATOR') throw forbidden(language, 'ADMINISTRATOR_NEEDED');
    if (!(await this.#viewers.isOpen(accountId))) throw refused(language, refuse('ACCOUNT_NOT_FOUND'));
  }

  async #viewOf(viewer: RequestViewer, context: RequestContext) {
    const { accountId, officeId, unitId, actor, sessionExpiresAt, csrfToken } = viewer;
    const [accountRow] = await this.#queries.accountsById([accountId], now);
    const [officeRow] = await this.#queries.officesById([officeId], now);
    const account =
      accountRow === undefined ? { id: accountId } : accountView(accountRow, viewer, ownContactsOnly);
    return {
      account,
      office: officeRow === undefined ? { id: officeId } : { ...officeView(officeRow), account },
      unit: unitId === null ? null : () => this.#references.load('Unit', unitId, context),
      role: actor.role,
      sessionExpiresAt,
      csrfToken,
    };
  }
}

const now = { position: null };
const ownContactsOnly = () => false;
const emailCharactersMax = 254;

function checkLength({ length }: string, { language }: RequestContext): void {
  const { min, max } = passwordCharacters;
  if (length >= min && length <= max) return;
  const message =
    language === 'vi' ? `phải có từ ${min} đến ${max} ký tự` : `has ${min} to ${max} characters`;
  throw badUserInput(language, [{ path: 'input.newPassword', message }]);
}
