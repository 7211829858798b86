import { createPinia } from 'pinia'
import { createApp, type App } from 'vue'
import type { HostApi } from '../../src-main/contract/index.ts'
import AppView from '../App.vue'
import type { ConnectionState } from '../host/reconnectingClient.ts'
import { provideHost } from '../host/useHost.ts'
import { texts } from '../i18n/index.ts'
import { useConnectionStore } from '../stores/connectionStore.ts'
import { startStores } from '../stores/startStores.ts'
import { provideFeatures } from './contributions.ts'
import { features } from './features.ts'

/** What the window needs of its connection. */
export interface WindowHost {
  readonly api: HostApi
  readonly retry: () => void
}

/** Builds the window on a host: the real one, or one in memory. */
export function startWindow(
  element: string | Element,
  connect: (onState: (state: ConnectionState) => void) => WindowHost,
): App {
  provideFeatures(features)
  const app = createApp(AppView)
  app.use(createPinia())
  app.use(texts)
  const connection = useConnectionStore()
  const { api, retry } = connect(state => connection.enter(state))
  provideHost(api)
  connection.setRetry(retry)
  const stop = startStores()
  app.onUnmount(stop)
  app.mount(element)
  return app
}
