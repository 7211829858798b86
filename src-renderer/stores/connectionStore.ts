import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ConnectionState } from '../host/reconnectingClient.ts'

/** How the window stands with its host. */
export const useConnectionStore = defineStore('connection', () => {
  const state = shallowRef<ConnectionState>('connecting')
  /** Grows with each connection, so that views can ask again for what they missed. */
  const connections = shallowRef(0)
  let again: () => void = () => undefined

  function enter(next: ConnectionState): void {
    state.value = next
    if (next === 'connected') connections.value++
  }

  /** Gives the store the way to try again now. */
  function setRetry(retry: () => void): void {
    again = retry
  }

  return { state, connections, enter, setRetry, retry: () => again() }
})
