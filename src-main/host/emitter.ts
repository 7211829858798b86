/** Tells listeners about something that happened. A listener that throws does not keep the others from hearing. */
export interface Emitter<Value> {
  emit(value: Value): void
  /** @returns the function that ends the subscription */
  on(listener: (value: Value) => void): () => void
  readonly listeners: number
}

/** An emitter without listeners. */
export function createEmitter<Value>(onFault: (error: unknown) => void = () => undefined): Emitter<Value> {
  // Wrapped, so that the same function may listen twice.
  const listeners = new Set<{ readonly hear: (value: Value) => void }>()
  return {
    emit: value => {
      for (const { hear } of [...listeners]) {
        try {
          hear(value)
        } catch (error) {
          onFault(error)
        }
      }
    },
    on: hear => {
      const listener = { hear }
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get listeners() {
      return listeners.size
    },
  }
}
