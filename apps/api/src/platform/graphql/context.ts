import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Credential, Viewers } from '../access/viewers.ts';
import type { Language } from './messages.ts';
import { type MomentParts, momentOf } from './moment.ts';
import type { RequestContext } from './request-context.ts';

const sessionCookie = 'songhanh_session';

export interface ContextParts extends MomentParts {
  readonly viewers: Viewers;
  /** Whether people reach the service by https, so that the cookie never travels in clear. */
  readonly secureCookies: boolean;
}

/** The context of one HTTP request. @throws what `momentOf` throws */
export async function httpContext(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ContextParts,
): Promise<RequestContext> {
  const { headers } = request;
  const language = languageOf(headers);
  const credential = credentialOf(headers);
  const asOf = single(headers['x-as-of']);
  const atLeastPosition = single(headers['x-at-least-position']);
  return {
    requestId: request.id,
    language,
    viewer: await parts.viewers.find(credential),
    sessionToken: credential.sessionToken,
    moment: await momentOf({ asOf, atLeastPosition }, parts, language),
    once: oncePerKey(),
    setSessionCookie(token) {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: parts.secureCookies,
      } as const;
      if (token === null) void reply.clearCookie(sessionCookie, options);
      else void reply.setCookie(sessionCookie, token, options);
    },
  };
}

/** The context of one event of a subscription; null when the session has ended meanwhile. */
export async function liveContext(
  headers: IncomingHttpHeaders,
  requestId: string,
  { viewers, clock }: Pick<ContextParts, 'viewers' | 'clock'>,
): Promise<RequestContext | null> {
  const credential = credentialOf(headers);
  const viewer = await viewers.find(credential);
  if (viewer === null) return null;
  return {
    requestId,
    language: languageOf(headers),
    viewer,
    sessionToken: credential.sessionToken,
    moment: { asOf: null, position: null, today: clock.today() },
    once: oncePerKey(),
  };
}

export function credentialOf(headers: IncomingHttpHeaders): Credential {
  const bearer = /^Bearer ([\x21-\x7e]{1,500})$/u.exec(headers.authorization ?? '')?.[1] ?? null;
  return { bearer, sessionToken: cookieNamed(sessionCookie, headers.cookie ?? '') };
}

/** Our token is base64url: it needs no decoding. */
function cookieNamed(name: string, header: string): string | null {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}

/** Vietnamese unless English is asked for before it. */
export function languageOf({ 'accept-language': accepted = '' }: IncomingHttpHeaders): Language {
  const ranked = accepted
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((text) => /^\s*q=([0-9.]+)$/u.exec(text)?.[1]).find(Boolean);
      return { language: tag.toLowerCase().slice(0, 2), quality: Number(quality ?? 1) };
    })
    .filter(({ language }) => language === 'vi' || language === 'en')
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language === 'en' ? 'en' : 'vi';
}

function oncePerKey(): RequestContext['once'] {
  const made = new Map<string | symbol, unknown>();
  return <T>(key: string | symbol, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
