import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Why a request is turned away: an HTTP status and a sentence. */
export interface Refusal {
  readonly status: number
  readonly why: string
}

/**
 * Who may come in. The address that is printed carries a random token in its query. Whoever opens it gets a cookie
 * (HttpOnly, SameSite=Strict), which the page's own files, its socket and a reload carry from then on; the socket
 * may also bring the token itself. A cookie alone would be sent by pages of other ports on this machine, so Host and
 * Origin are checked on every request, and Sec-Fetch-Site where the browser says it.
 */
export interface Admission {
  readonly token: string
  /** Undefined where the request may come in. */
  refuse(request: IncomingMessage): Refusal | undefined
  /** The same for the opening of a socket, which must come from our own page. */
  refuseSocket(request: IncomingMessage): Refusal | undefined
  /** `Set-Cookie` for whoever brought the token. */
  cookieFor(request: IncomingMessage): string | undefined
}

/** @param port that the server listens on */
export function createAdmission(port: number): Admission {
  const token = randomBytes(24).toString('base64url')
  // Another secret than the token: what a browser keeps does not let anyone in who reads the address, nor back.
  const session = randomBytes(24).toString('base64url')
  // Cookies do not tell ports apart: two servers on one machine must not overwrite each other's.
  const cookieName = `hillock-${port}`
  const hosts: readonly string[] = [`127.0.0.1:${port}`, `localhost:${port}`]

  const hasToken = (request: IncomingMessage): boolean => {
    const [, query = ''] = (request.url ?? '').split('?', 2)
    const given = new URLSearchParams(query).get('token')
    return given !== null && isSame(given, token)
  }
  const hasCookie = (request: IncomingMessage): boolean =>
    (request.headers.cookie ?? '')
      .split(';')
      .map(part => part.trim())
      .some(part => part.startsWith(`${cookieName}=`) && isSame(part.slice(cookieName.length + 1), session))

  const refuseHost = ({ headers }: IncomingMessage): Refusal | undefined =>
    hosts.includes(headers.host ?? '')
      ? undefined
      : { status: 421, why: 'This server answers to 127.0.0.1 and localhost only.' }

  const refuseOrigin = ({ headers }: IncomingMessage, needed: boolean): Refusal | undefined => {
    const { origin, host } = headers
    if (origin === undefined ? !needed : origin === `http://${host}`) return undefined
    return { status: 403, why: 'Pages from elsewhere may not use this server.' }
  }

  const refuseStranger = (request: IncomingMessage): Refusal | undefined =>
    hasToken(request) || hasCookie(request)
      ? undefined
      : { status: 401, why: 'Open the address that Hillock printed when it started: it carries the key.' }

  return {
    token,
    refuse: request =>
      refuseHost(request) ??
      refuseOrigin(request, false) ??
      refuseForeignFetch(request) ??
      refuseStranger(request),
    refuseSocket: request => refuseHost(request) ?? refuseOrigin(request, true) ?? refuseStranger(request),
    cookieFor: request =>
      hasToken(request) ? `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict` : undefined,
  }
}

/** Another page may lead here by a link, but not load anything from here. */
function refuseForeignFetch({ headers }: IncomingMessage): Refusal | undefined {
  const site = headers['sec-fetch-site']
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (site === undefined || site === 'same-origin' || site === 'none' || isNavigation) return undefined
  return { status: 403, why: 'Pages from elsewhere may not use this server.' }
}

/** In constant time, whatever the lengths. */
function isSame(first: string, second: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(first), digest(second))
}
