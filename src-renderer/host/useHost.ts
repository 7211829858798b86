import type { HostApi } from '../../src-main/contract/index.ts'

let host: HostApi | undefined

/** Gives the page its host: once at start, or anew in each test. */
export function provideHost(api: HostApi | undefined): void {
  host = api
}

/** The host's services, typed. Calls made while the connection is lost wait for it to return. */
export function useHost(): HostApi {
  if (!host) throw new Error('The page asked for the host before it was provided.')
  return host
}
