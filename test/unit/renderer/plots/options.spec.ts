import { describe, expect, it } from 'vitest'
import {
  layoutRows,
  plotMargins,
  rowTitle,
  variableOf,
} from '../../../../src-renderer/plots/options/rowLayout.ts'
import { traceLayers } from '../../../../src-renderer/plots/options/traceLayers.ts'
import { traceOption } from '../../../../src-renderer/plots/options/traceOptions.ts'
import { scaledRows, type TracePicture } from '../../../../src-renderer/plots/options/tracePicture.ts'
import { autoscale } from '../../../../src-renderer/plots/options/valueScale.ts'
import type { PlottedTrace } from '../../../../src-renderer/plots/plottedTrace.ts'
import { dashPatterns, publicationTheme } from '../../../../src-renderer/plots/plotTheme.ts'
import { traceTable } from '../../../../src-renderer/plots/export/traceTable.ts'
import { exampleSample, makePyramid, windowOf } from '../../../support/fakeRuns.ts'

const trace = (probe: number, label: string, unit: string, dash = 0): PlottedTrace => ({
  probe, label, unit, runLabel: `Run ${9 - dash}`, colour: probe, dash, samples: 4000, tStopMs: 100, live: false,
}) // prettier-ignore
const pyramid = makePyramid(4000, 0.025, i => exampleSample(i, 0.025))
const picture = (traces: readonly PlottedTrace[], changes: Partial<TracePicture> = {}): TracePicture => ({
  traces,
  spikes: [],
  windowOf: probe => windowOf(pyramid, probe, 0, 100, 2000),
  span: { fromMs: 0, toMs: 100 },
  size: { width: 800, height: 300 },
  theme: publicationTheme,
  texts: { time: 'Time (ms)', spikes: 'spikes' },
  ...changes,
})

describe('plots rows', () => {
  it('gives every unit a row of its own, and spikes one below', () => {
    const traces = [
      trace(1, 'soma[0](0.5).v', 'mV'),
      trace(2, 'soma[0](0.5).ina', 'mA/cm2'),
      trace(3, 'dend[1](0.5).v', 'mV'),
    ]
    const rows = layoutRows(
      traces,
      [{ runLabel: 'Run', dash: 0, trains: [{ label: 'soma', timesMs: new Float64Array() }] }],
      { width: 800, height: 300 },
    )
    expect(rows.map(({ kind, unit }) => [kind, unit])).toEqual([['traces', 'mV'], ['traces', 'mA/cm2'], ['raster', '']]) // prettier-ignore
    const last = rows.at(-1)!
    expect(last.y + last.height).toBeCloseTo(300 - plotMargins.bottom, 6)
    expect(rows.map(rowTitle)).toEqual(['v (mV)', 'ina (mA/cm²)', ''])
  })

  it('names the variable of a label', () => {
    expect(variableOf('soma[0](0.5).v')).toBe('v')
    expect(variableOf('soma[0](0.5).clamp1.i')).toBe('clamp1.i')
    expect(variableOf('something else')).toBe('something else')
  })

  it('scales each row to its own curves, with room', () => {
    const { low, high } = autoscale([[-70, 30], [-90, 0]]) // prettier-ignore
    expect(low).toBeCloseTo(-97.2, 9)
    expect(high).toBeCloseTo(37.2, 9)
  })

  it('shows a constant in the middle of a window about itself', () => {
    expect(autoscale([[-65, -65]])).toEqual({ low: -71.5, high: -58.5 })
    expect(autoscale([[0, 0]])).toEqual({ low: -1, high: 1 })
    expect(autoscale([])).toEqual({ low: 0, high: 1 })
  })
})

describe('plots chart', () => {
  it('has a grid and a value axis for each row, with its unit, and does not depend on the time in sight', () => {
    const at = picture([trace(1, 'a(0.5).v', 'mV'), trace(2, 'clamp', 'nA')])
    const option = traceOption(scaledRows(at), at) as {
      grid: unknown[]
      yAxis: { name: string }[]
      animation: boolean
    }
    expect(option.grid).toHaveLength(2)
    expect(option.yAxis.map(({ name }) => name)).toEqual(['v (mV)', 'clamp (nA)'])
    expect(option.animation).toBe(false)
    const later = { ...at, span: { fromMs: 40, toMs: 50 }, rangeOf: () => [-80, 40] as const }
    const first = { ...later, span: { fromMs: 0, toMs: 100 } }
    expect(JSON.stringify(traceOption(scaledRows(later), later))).toBe(
      JSON.stringify(traceOption(scaledRows(first), first)),
    )
  })

  it('draws the newest run last and solid, earlier ones with dashes', () => {
    const at = picture([trace(1, 'a(0.5).v', 'mV', 0), trace(2, 'a(0.5).v', 'mV', 1)])
    const strokes = traceLayers(scaledRows(at), at).at(-1)!.strokes
    expect(strokes.map(({ dash }) => dash)).toEqual([dashPatterns[1], []])
  })

  it('draws long lines one device pixel wide and without dashes', () => {
    const noisy = makePyramid(4000, 0.025, i => (i % 2 === 0 ? -80 : 40))
    const at = picture([trace(1, 'a(0.5).v', 'mV', 1)], {
      windowOf: probe => windowOf(noisy, probe, 0, 100, 4000),
      columnsPerPx: 2,
    })
    const [stroke] = traceLayers(scaledRows(at), at).at(-1)!.strokes
    expect(stroke).toMatchObject({ widthPx: 0.5, dash: [] })
  })

  it('leaves out what has not arrived', () => {
    const at = picture([trace(1, 'a(0.5).v', 'mV')], { windowOf: () => undefined })
    expect(traceLayers(scaledRows(at), at).at(-1)!.strokes).toEqual([])
  })

  it('marks samples that lie far apart, each for itself', () => {
    const strokesOf = (toMs: number) => {
      const span = { fromMs: 0, toMs }
      const windowed = (probe: number) => windowOf(pyramid, probe, 0, toMs, 2000)
      const at = picture([trace(1, 'soma[0](0.5).v', 'mV')], { span, windowOf: windowed })
      return traceLayers(scaledRows(at), at).at(-1)!.strokes
    }
    expect(strokesOf(100)).toHaveLength(1)
    const [line, marks, ...more] = strokesOf(0.5)
    expect([line?.colour, more]).toEqual([marks?.colour, []])
    const xs: number[] = []
    marks?.draw({ moveTo: () => undefined, lineTo: x => xs.push(x) })
    // 0.5 ms of samples 0.025 ms apart.
    expect(xs.length).toBeGreaterThanOrEqual(21)
    expect(xs.length).toBeLessThanOrEqual(22)
  })

  it('writes the time axis in round numbers, and the names where they are wanted', () => {
    const at = picture([trace(1, 'a(0.5).v', 'mV')], { legend: true })
    const labels = traceLayers(scaledRows(at), at).flatMap(layer => layer.labels.map(({ text }) => text))
    expect(labels).toContain('Time (ms)')
    expect(labels).toContain('a(0.5).v')
    expect(labels.filter(text => /^\d+$/.test(text))).toEqual(['0', '20', '40', '60', '80', '100'])
  })
})

describe('plots copied data', () => {
  const window = {
    probe: 1,
    timesMs: Float64Array.of(0, 1),
    low: Float64Array.of(-65, -64),
    high: Float64Array.of(-65, -64),
    samplesPerPoint: 1,
    fromMs: 0,
    toMs: 1,
  }

  it('shares a time column among traces with the same times', () => {
    const text = traceTable([{ trace: trace(1, 'a.v', 'mV'), window }, { trace: trace(2, 'b.v', 'mV'), window }]) // prettier-ignore
    expect(text).toBe('t (ms)\tRun 9 a.v (mV)\tRun 9 b.v (mV)\n0\t-65\t-65\n1\t-64\t-64\n')
  })

  it('gives both extremes where there are more samples than rows', () => {
    const text = traceTable([
      {
        trace: trace(1, 'a.v', 'mV'),
        window: { ...window, high: Float64Array.of(1, 2), samplesPerPoint: 4 },
      },
    ])
    expect(text.split('\n')[0]).toBe('t (ms)\tRun 9 a.v (mV) lowest\tRun 9 a.v (mV) highest')
    expect(text.split('\n')[1]).toBe('0\t-65\t1')
  })
})
