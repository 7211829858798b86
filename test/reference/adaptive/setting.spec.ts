import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Model } from '../../../src-main/library/index.ts'
import { machine, machineProblem } from '../../support/engine.ts'

const { sampleMs, settings, traces } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'setting.json'), 'utf8'),
) as {
  readonly sampleMs: number
  readonly settings: readonly (readonly [ms: number, what: string, value: number])[]
  readonly traces: Readonly<Record<'soma' | 'dend', readonly number[]>>
}

describe.skipIf(!machine)(
  `variables set in a run of adaptive steps, against NEURON${machineProblem ? ` (${machineProblem})` : ''}`,
  () => {
    it.each(['global', 'local'] as const)(
      'begin the integrator anew, as re_init does: %s steps',
      async step => {
        const model = new Model({
          ...{ tStopMs: 20, dtMs: sampleMs, method: 'adaptive' },
          adaptive: { absoluteTolerance: 1e-9, step },
        })
        const cell = model.cell()
        const soma = cell.section('soma', { lengthUm: 20, diameterUm: 20 })
        const dend = cell.section('dend', { lengthUm: 150, diameterUm: 2, nseg: 3, on: soma.at(1) })
        cell.insert('hh', soma)
        cell.insert('pas', dend, { e: -65 })
        cell.set('Ra', 100)
        const clamp = cell.place('IClamp', soma.at(0.5), { del: 0.5, dur: 100, amp: 0.05 })
        const recorded = { soma: model.record(soma.at(0.5)), dend: model.record(dend.at(0.5)) }
        const run = model.start()
        for (const [ms, what, value] of settings) {
          await run.advanceTo(ms)
          if (what === 'clamp.amp') run.write(clamp, 'amp', value)
          else if (what === 'dend.v') run.write(dend.at(0.5), 'v', value)
          else if (what === 'celsius') run.writeGlobal('celsius', value)
          else run.write(soma.at(0.5), what, value)
        }
        await run.finish()
        for (const place of ['soma', 'dend'] as const) {
          const { values } = run.trace(recorded[place])
          const wrong = traces[place].flatMap((value, sample) =>
            Math.abs(value - values[sample]!) > 1e-6
              ? [{ ms: sample * sampleMs, value, got: values[sample] }]
              : [],
          )
          expect(wrong, place).toEqual([])
        }
        expect(Math.max(...traces.soma)).toBeGreaterThan(20)
        run.close()
      },
    )
  },
)
