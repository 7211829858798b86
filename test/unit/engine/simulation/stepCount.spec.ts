import { describe, expect, it } from 'vitest'
import { stepCount } from '../../../../src-engine/simulation/stepCount.ts'

/** NEURON’s own loop, as continuerun runs it. */
function byStepping(tStop: number, dt: number): number {
  let t = 0
  let steps = 0
  for (; t < tStop - dt / 2; steps++) {
    t += dt / 2
    t += dt / 2
  }
  return steps
}

describe('simulation stepCount', () => {
  it('counts 320 steps to 8 ms, as NEURON does', () => expect(stepCount(8, 0.025)).toBe(320))

  it.each([
    [100, 0.025],
    [0, 0.025],
    [0.0125, 0.025],
    [0.0374, 0.025],
    [0.0375, 0.025],
    [0.7125, 0.025],
    [1000 / 3, 0.1],
    [12.35, 0.1],
    [3, 7],
    [3.5, 7],
    [1e3, 0.0125],
  ])('counts to %f ms in steps of %f ms as the loop does', (tStop, dt) =>
    expect(stepCount(tStop, dt)).toBe(byStepping(tStop, dt)),
  )
})
