import { describe, expect, it } from 'vitest'
import { InternalError } from '../../../../src-engine/core/errors.ts'
import { MorphologyBuilder, type NewSection } from '../../../../src-engine/morphology/builder.ts'

const root: NewSection = { type: 1, parent: -1, parentX: 0 }

function build(sections: readonly NewSection[], samples = 2, x = 0) {
  const builder = new MorphologyBuilder()
  for (const section of sections) {
    builder.addSection(section)
    for (let i = 0; i < samples; i++) builder.addSample(x + i, 0, 0, 1, i + 1)
  }
  return builder.build('cell', 'swc')
}

describe('morphology builder', () => {
  it('names sections by type and running number', () => {
    const types = [-2, 0, 1, 1, 2, 3, 4, 7]
    const { sections } = build(types.map(type => ({ ...root, type })))
    expect(sections.name).toEqual([
      'minus_2[0]',
      'dend_0[0]',
      'soma[0]',
      'soma[1]',
      'axon[0]',
      'dend[0]',
      'apic[0]',
      'dend_7[0]',
    ])
  })
  it('keeps samples section after section', () => {
    const { sections, samples } = build([root, { ...root, parent: 0 }], 3)
    expect([...sections.firstSample]).toEqual([0, 3, 6])
    expect([...samples.x]).toEqual([0, 1, 2, 0, 1, 2])
    expect([...samples.line]).toEqual([1, 2, 3, 1, 2, 3])
  })
  it('allows a parent that comes later', () => {
    const { sections } = build([{ ...root, parent: 1, parentX: 1 }, root])
    expect([...sections.parent]).toEqual([1, -1])
  })
  it('grows beyond the expected number of samples', () => {
    expect(build([root], 5000).samples.count).toBe(5000)
  })
  it('freezes what it makes', () => {
    const morphology = build([root])
    expect(Object.isFrozen(morphology) && Object.isFrozen(morphology.sections.name)).toBe(true)
  })
  it.each([
    ['a section with one sample', () => build([root], 1)],
    ['a parent that does not exist', () => build([{ ...root, parent: 1 }])],
    ['a section that is its own parent', () => build([{ ...root, parent: 0 }])],
    [
      'a loop of parents',
      () =>
        build([
          { ...root, parent: 1 },
          { ...root, parent: 0 },
        ]),
    ],
    ['a place outside the parent', () => build([root, { ...root, parent: 0, parentX: 1.5 }])],
    ['a name that occurs twice', () => build([root, { ...root, name: 'soma[0]' }])],
    ['a number that is not finite', () => build([root], 2, NaN)],
  ])('does not make a morphology with %s', (_, make) => {
    expect(make).toThrow(InternalError)
  })
})
