import { describe, expect, it } from 'vitest'
import { originsOf, reducedOf } from '../../../../src-renderer/features/reduce/correspondence.ts'
import {
  dendrogramScale,
  drawDendrogram,
  sectionAt,
} from '../../../../src-renderer/features/reduce/dendrogramPicture.ts'
import {
  errorRows,
  fits,
  impedanceSet,
  percentOf,
} from '../../../../src-renderer/features/reduce/errorViews.ts'
import {
  describeSettings,
  isCandidate,
  shareOfWorst,
  sizeSteps,
  stepOfSize,
} from '../../../../src-renderer/features/reduce/howFar.ts'
import {
  addGroup,
  optionRows,
  readGroup,
  readNumbers,
  withSetting,
  writeGroup,
} from '../../../../src-renderer/features/reduce/options.ts'
import { createFakeHost } from '../../../support/fakeHost.ts'
import { fakeCandidates, fakeMethods } from '../../../support/fakeHost/reductions.ts'

const [collapse] = fakeMethods
if (!collapse) throw new Error('no method')
const { host, view } = createFakeHost()
const { value: preview } = await host.reductions.preview({ id: 'cell-1', method: 'collapse', settings: {} })
if (!preview) throw new Error('no preview')

describe('reduction settings', () => {
  it('have one row for options that say the same thing, that of the one which is given', () => {
    const ids = (settings: object) => optionRows(collapse.options, settings).map(({ option }) => option.id)
    expect(ids({})).toEqual(['clusters', 'stretch', 'axon'])
    expect(ids({ cutoffs: [4, 20] })).toEqual(['cutoffs', 'stretch', 'axon'])
  })

  it('keep only what differs from the usual, and one of what says the same', () => {
    const [row, stretch] = optionRows(collapse.options, { clusters: 3 })
    const cutoffs = row?.alternatives.find(({ id }) => id === 'cutoffs')
    if (!row || !stretch || !cutoffs) throw new Error('no such row')
    expect(withSetting({ clusters: 3, axon: 'drop' }, row, cutoffs, [4])).toEqual({
      axon: 'drop',
      cutoffs: [4],
    })
    expect(withSetting({ stretch: true }, stretch, stretch.option, false)).toEqual({})
  })

  it('read lists of ascending numbers alone', () => {
    expect(readNumbers('4, 20')).toEqual([4, 20])
    expect(readNumbers('4;20 30')).toEqual([4, 20, 30])
    for (const text of ['', '20, 4', 'four', '-1, 2']) expect(readNumbers(text)).toBeUndefined()
  })

  it('put a section into one group only, under a name that nobody has', () => {
    const first = addGroup([], ['apic[1]', 'apic[2]'])
    const second = addGroup(first, ['apic[2]', 'apic[3]'])
    expect(second.map(writeGroup)).toEqual(['group 1=apic[1]', 'group 2=apic[2],apic[3]'])
    expect(second.map(writeGroup).map(readGroup)).toEqual(second)
    expect(addGroup(first, ['apic[1]', 'apic[2]'])).toHaveLength(1)
  })
})

describe('how far to go', () => {
  it('goes from the largest cell to the smallest, with the best of each size', () => {
    const worse = { ...fakeCandidates[1]!, settings: { clusters: 2, perType: true }, worst: 5 }
    const steps = sizeSteps([...fakeCandidates, worse])
    expect(steps.map(({ compartments }) => compartments)).toEqual([40, 20, 10])
    expect(steps[1]?.best).toBe(fakeCandidates[1])
    expect(steps[1]?.all).toContain(worse)
    expect(stepOfSize(steps, 22)).toBe(1)
  })

  it('puts errors of the tolerances half way up, on a scale of powers', () => {
    expect(shareOfWorst(1)).toBe(0.5)
    expect(shareOfWorst(10)).toBeCloseTo(0.75, 12)
    expect(shareOfWorst(1e6)).toBe(1)
  })

  it('says settings in words', () => {
    expect(describeSettings({ clusters: 3, stretch: true }, collapse.options, ['clusters', 'stretch'])).toBe(
      'Cylinders 3, Stretch shorter branches',
    )
    expect(isCandidate({ clusters: 2, axon: 'drop' }, fakeCandidates[1])).toBe(true)
    expect(isCandidate({ clusters: 3 }, fakeCandidates[1])).toBe(false)
  })
})

describe('sections that correspond', () => {
  it('are found both ways', () => {
    expect([...reducedOf(preview, [0, 2])]).toEqual([0, 1])
    expect(originsOf(preview, 0)).toEqual([0])
    expect(originsOf(preview, 1)).not.toContain(0)
  })
})

describe('errors of a reduction', () => {
  it('are judged by their tolerances', () => {
    const rows = errorRows(preview)
    expect(rows.filter(row => !fits(row)).map(({ name }) => name)).toEqual(['input', 'timeConstant'])
    expect(percentOf(-0.1)).toBe('−10 %')
    expect(percentOf(1e-9)).toBe('0 %')
    expect(percentOf(19)).toBe('× 20')
  })

  it('leave steady current out of curves over frequency', () => {
    const words = {
      full: 'f',
      reduced: 'r',
      frequency: 'Hz',
      time: 'ms',
      input: 'i',
      transfer: 't',
      response: 'v',
    }
    const set = impedanceSet(preview, 0, words)
    expect([...set.axis]).toEqual([1, 10, 100])
    expect(set.rows.map(({ name }) => name)).toEqual(['i', 't'])
  })
})

describe('dendrogram picture', () => {
  const frame = { width: 212, height: 100, most: 20 }
  const layout = {
    start: Float64Array.of(0, 0, 10),
    end: Float64Array.of(0, 10, 20),
    row: Float64Array.of(0.5, 0, 1),
    leaves: 2,
  }

  it('finds the section where it has drawn it', () => {
    const { x, y } = dendrogramScale(layout, frame)
    expect(x(20)).toBe(206)
    expect(sectionAt(layout, frame, { x: x(5), y: y(0) + 2 })).toBe(1)
    expect(sectionAt(layout, frame, { x: x(15), y: y(1) })).toBe(2)
    expect(sectionAt(layout, frame, { x: x(15), y: 1 })).toBeUndefined()
  })

  it('draws a path for each type, and what is lit once more', () => {
    const picture = drawDendrogram(view.morphology, preview.dendrograms.full, frame, new Set([1]))
    expect(picture.branches.length).toBeLessThanOrEqual(4)
    expect(picture.lit.match(/M/g)).toHaveLength(1)
    expect(drawDendrogram(view.morphology, preview.dendrograms.full, frame, new Set()).lit).toBe('')
  })
})
