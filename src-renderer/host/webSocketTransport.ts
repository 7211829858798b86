import { createSocketTransport, type SocketLike } from '../../src-main/rpc/transports/socket.ts'
import type { Transport } from '../../src-main/rpc/transport.ts'

/** Opens the socket to the page's own origin and resolves once it is open. */
export function openWebSocketTransport(address: URL): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address)
    const transport = createSocketTransport(socket as unknown as SocketLike)
    socket.addEventListener('open', () => resolve(transport), { once: true })
    socket.addEventListener('close', () => reject(new Error('The program does not answer.')), { once: true })
  })
}
