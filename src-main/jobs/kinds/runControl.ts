import { RpcError } from '../../rpc/errors.ts'

/** Lets others act on a run between two of its stretches; also while it is paused. */
export interface RunControl<Standing> {
  /** Acts as soon as the run stands still. @throws RpcError `runs/not-under-way` where it has ended */
  perform<T>(act: (standing: Standing) => T | Promise<T>): Promise<T>
}

/** The side of the one that steps the run. */
export interface RunControlLoop<Standing> extends RunControl<Standing> {
  /** Waits until the run may go on, and meanwhile lets others act. */
  pass(standing: Standing, whenRunning: () => Promise<void>): Promise<void>
  /** The run has ended: whoever waits, or comes later, is told so. */
  close(): void
}

interface Waiting<Standing> {
  act(standing: Standing): Promise<void>
  refuse(): void
}

const over = () => new RpcError('runs/not-under-way', 'This run has ended.')

/** A control that nobody has asked for anything. */
export function createRunControl<Standing>(): RunControlLoop<Standing> {
  const waiting: Waiting<Standing>[] = []
  let closed = false
  let wake: (() => void) | undefined

  const drain = async (standing: Standing): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.act(standing)
  }

  return {
    perform: act =>
      new Promise((resolve, reject) => {
        if (closed) return reject(over())
        waiting.push({
          act: async standing => {
            try {
              resolve(await act(standing))
            } catch (error) {
              reject(error as Error)
            }
          },
          refuse: () => reject(over()),
        })
        wake?.()
      }),
    pass: async (standing, whenRunning) => {
      const running = whenRunning().then(() => true)
      for (;;) {
        await drain(standing)
        // Somebody may have come while the last one was told.
        if (waiting.length > 0) continue
        const asked = new Promise<boolean>(resolve => (wake = () => resolve(false)))
        const goesOn = await Promise.race([running, asked])
        wake = undefined
        if (goesOn) break
      }
      await drain(standing)
    },
    close: () => {
      closed = true
      for (const one of waiting.splice(0)) one.refuse()
    },
  }
}
