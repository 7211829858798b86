import { describe, expect, it } from 'vitest'
import { createRunControl } from '../../../../src-main/jobs/kinds/runControl.ts'

describe('jobs run control', () => {
  it('acts between stretches, in order, with where the run stands', async () => {
    const control = createRunControl<{ readonly step: number }>()
    const said: string[] = []
    const first = control.perform(({ step }) => void said.push(`first at ${step}`))
    const second = control.perform(async ({ step }) => `second at ${step}`)
    await control.pass({ step: 3 }, async () => undefined)
    await first
    expect([said, await second]).toEqual([['first at 3'], 'second at 3'])
  })

  it('acts while the run is paused, and lets it go on only when it is resumed', async () => {
    const control = createRunControl<number>()
    let resume = (): void => undefined
    const paused = new Promise<void>(resolve => (resume = resolve))
    let passed = false
    const pass = control.pass(7, () => paused).then(() => void (passed = true))
    expect(await control.perform(at => at + 1)).toBe(8)
    expect(await control.perform(at => at + 2)).toBe(9)
    expect(passed).toBe(false)
    resume()
    await pass
    expect(passed).toBe(true)
  })

  it('hands a failure to the one who asked, and the run goes on', async () => {
    const control = createRunControl<number>()
    const asked = control.perform(() => {
      throw new Error('not so')
    })
    const failure = expect(asked).rejects.toThrow('not so')
    await control.pass(0, async () => undefined)
    await failure
  })

  it('refuses whoever waits or comes when the run has ended', async () => {
    const control = createRunControl<number>()
    const waiting = expect(control.perform(() => 1)).rejects.toMatchObject({ code: 'runs/not-under-way' })
    control.close()
    await waiting
    await expect(control.perform(() => 1)).rejects.toMatchObject({ code: 'runs/not-under-way' })
  })
})
