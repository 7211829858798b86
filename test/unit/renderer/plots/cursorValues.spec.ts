import { effectScope, shallowRef } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useCursorValues } from '../../../../src-renderer/plots/useCursorValues.ts'
import type { PlottedTrace } from '../../../../src-renderer/plots/plottedTrace.ts'
import { fakeTraces, makePyramid } from '../../../support/fakeRuns.ts'

const trace: PlottedTrace = { probe: 1, label: 'a.v', unit: 'mV', runLabel: 'Run 1', colour: 0, dash: 0, samples: 100_000, tStopMs: 9999.9, live: true } // prettier-ignore

describe('plots cursor values', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('reads single samples, also of a trace that grows all the time', async () => {
    const source = fakeTraces(new Map([[1, makePyramid(100_000, 0.1, i => i)]]))
    const traces = shallowRef([trace])
    const scope = effectScope()
    const values = scope.run(() => useCursorValues(source, () => traces.value, () => 2500.05))! // prettier-ignore
    for (let i = 0; i < 20; i++) {
      traces.value = [{ ...trace, samples: trace.samples + i }]
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(values.value.get(1)).toBeCloseTo(25_000.5, 2)
    scope.stop()
  })
})
