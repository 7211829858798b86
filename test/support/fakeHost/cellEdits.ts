import type { CellEditsService, MorphologyView } from '../../../src-main/contract/index.ts'

/** Previews of a host in memory: every edit makes the cell longer by 10 µm; one that names no section of it is refused. */
export function fakeCellEdits(view: () => MorphologyView): CellEditsService {
  return {
    preview: async ({ edits }) => {
      const { summary, morphology } = view()
      const before = {
        sections: summary.sections,
        samples: summary.points,
        lengthUm: summary.totalLengthUm,
        areaUm2: summary.totalAreaUm2,
        volumeUm3: summary.totalVolumeUm3,
      }
      const missing = edits.find(
        edit => 'section' in edit && !morphology.sections.name.includes(edit.section),
      )
      if (missing)
        return {
          label: '',
          before,
          after: undefined,
          diagnostics: [
            { code: 'edit/no-such-section', severity: 'error', message: 'The cell has no such section.' },
          ],
        }
      const label = edits.map(({ kind }) => kind).join(', ')
      return { label, before, after: { ...before, lengthUm: before.lengthUm + 10 }, diagnostics: [] }
    },
  }
}
