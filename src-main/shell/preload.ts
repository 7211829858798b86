import { ipcRenderer } from 'electron'

/** The page's window, as far as the preload needs it. */
declare const window: { postMessage(message: unknown, origin: string, ports: readonly unknown[]): void }
declare const location: { readonly origin: string }

// The whole of it: hands the page the one port through which it speaks with the host.
ipcRenderer.on('hillock:port', ({ ports }) => {
  window.postMessage({ type: 'hillock:port' }, location.origin, ports)
})
