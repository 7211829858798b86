import { describe, expect, it } from 'vitest'
import { describeEdit } from '../../../../../src-engine/morphology/edit/describeEdit.ts'
import type {
  MorphologyEdit,
  MorphologyEditKind,
} from '../../../../../src-engine/morphology/edit/morphologyEdit.ts'
import { readEdit } from '../../../../../src-engine/morphology/edit/readEdit.ts'

const section = 'dend[1]'
/** One of each kind. */
const examples: { readonly [Kind in MorphologyEditKind]: MorphologyEdit } = {
  'move-samples': { kind: 'move-samples', samples: [{ section, sample: 2 }], by: [1, 0, 0.25] },
  'place-sample': { kind: 'place-sample', section, sample: 2, at: [1, 2, 3] },
  'move-subtree': { kind: 'move-subtree', section, from: 3, by: [0, 0, -1] },
  'delete-samples': { kind: 'delete-samples', section, samples: [2, 4] },
  'delete-section': { kind: 'delete-section', section },
  'delete-subtree': { kind: 'delete-subtree', section },
  'insert-sample': { kind: 'insert-sample', section, before: 1, point: [1, 2, 3, 4] },
  cut: { kind: 'cut', section, x: 0.5 },
  detach: { kind: 'detach', section },
  attach: { kind: 'attach', section, to: 'soma[0]', x: 0.5, by: 'wire' },
  merge: { kind: 'merge', section },
  retype: { kind: 'retype', section, type: 4, scope: 'subtree' },
  'set-diameter': { kind: 'set-diameter', section, sample: 3, diameter: 1.5 },
  taper: { kind: 'taper', section, from: 2, to: 1 },
  'scale-diameters': { kind: 'scale-diameters', factor: 1.1 },
  'smooth-diameters': { kind: 'smooth-diameters', sections: [section, 'axon[0]'], reach: 2 },
  resample: { kind: 'resample', sections: [section], spacing: 2 },
  scale: { kind: 'scale', factors: [1, 1, 2.5], diameterFactor: 2 },
  translate: { kind: 'translate', by: [1, 2, 3] },
  rotate: { kind: 'rotate', axis: [0, 0, 1], degrees: 90 },
  reroot: { kind: 'reroot', section, end: 0 },
  'set-points': { kind: 'set-points', section, points: [[1, 2, 3, 4]] },
}

describe('morphology edit as text', () => {
  it('says what an edit does', () => {
    expect(Object.values(examples).map(describeEdit)).toEqual([
      'Move sample 2 of “dend[1]” by (1, 0, 0.25) µm',
      'Move sample 2 of “dend[1]” to (1, 2, 3) µm',
      'Move “dend[1]” from sample 3 on and what hangs on it by (0, 0, -1) µm',
      'Delete 2 samples of “dend[1]”',
      'Delete “dend[1]” alone',
      'Delete “dend[1]” and what hangs on it',
      'Insert a sample into “dend[1]” before sample 1',
      'Cut “dend[1]” at 0.5 of its length',
      'Cut “dend[1]” off with what hangs on it',
      'Attach “dend[1]” to “soma[0]” at 0.5 by a wire',
      'Merge “dend[1]” with the section that follows it',
      'Make “dend[1]” and what hangs on it apical dendrite',
      'Set the diameter of sample 3 of “dend[1]” to 1.5 µm',
      'Taper “dend[1]” from 2 to 1 µm',
      'Multiply the diameters of all sections by 1.1',
      'Smooth the diameters of 2 sections over 5 samples',
      'Resample “dend[1]” every 2 µm',
      'Stretch the cell by 1 × 1 × 2.5, its diameters by 2',
      'Move the cell by (1, 2, 3) µm',
      'Turn the cell by 90° about (0, 0, 1)',
      'Make the start of “dend[1]” the root',
      'Replace the points of “dend[1]” by 1 others',
    ])
  })
  it.each(Object.values(examples))('reads $kind again from its JSON', edit => {
    expect(readEdit(JSON.parse(JSON.stringify(edit))).value).toEqual(edit)
  })
  it.each([
    [7, 'it is no object'],
    [{ kind: 'melt' }, 'there is no kind “melt”'],
    [{ kind: 'toString' }, 'there is no kind “toString”'],
    [{ kind: 'cut', section }, '“cut” needs either “sample” or “x”'],
    [{ kind: 'cut', section, sample: 1, x: 0.5 }, '“cut” needs either “sample” or “x”'],
    [{ kind: 'merge' }, '“section” of “merge” must be the name of a section'],
    [{ kind: 'merge', section, extra: 1 }, '“merge” has no “extra”'],
    [{ kind: 'reroot', section, end: 2 }, '“end” of “reroot” must be one of 0, 1'],
    [{ kind: 'translate', by: [1, 2] }, '“by” of “translate” must be a list of three numbers'],
  ])('refuses %j', (value, what) => {
    const { value: edit, diagnostics } = readEdit(value)
    expect(edit).toBeUndefined()
    expect(diagnostics[0]?.message).toBe(`This is not an edit of a cell: ${what}.`)
  })
})
