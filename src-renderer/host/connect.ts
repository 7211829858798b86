import { hostSpec, type HostApi } from '../../src-main/contract/index.ts'
import { openElectronTransport } from './electronTransport.ts'
import {
  createReconnectingClient,
  type ConnectionState,
  type ReconnectingClient,
} from './reconnectingClient.ts'
import { openWebSocketTransport } from './webSocketTransport.ts'

/** Where the web host listens, on the page's own origin; undefined where the page came without a token. */
export function hostAddress(
  location: Pick<Location, 'protocol' | 'host' | 'search' | 'hash'>,
): URL | undefined {
  const token =
    new URLSearchParams(location.search).get('token') ??
    new URLSearchParams(location.hash.slice(1)).get('token')
  if (!token) return undefined
  const address = new URL(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/host`)
  address.searchParams.set('token', token)
  return address
}

/** Connects the page to its host and keeps it connected: over the preload's port, or over a WebSocket. */
export function connectToHost(
  page: Window,
  onState: (state: ConnectionState) => void,
): ReconnectingClient<HostApi> {
  const address = hostAddress(page.location)
  const open = address ? () => openWebSocketTransport(address) : () => openElectronTransport(page)
  const wait = (milliseconds: number): Promise<void> =>
    new Promise(resolve => setTimeout(resolve, milliseconds))
  return createReconnectingClient<HostApi>(hostSpec, open, { onState, wait })
}
