import type { Diagnostic as Mark } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import type { Diagnostic, Fix } from '../../src-engine/core/diagnostics/diagnostic.ts'

const severities = { error: 'error', warning: 'warning', hint: 'info' } as const

/** The host's diagnostics as marks in a text of this length; those of other files have no place in it. */
export function findingMarks(
  diagnostics: readonly Diagnostic[],
  fileName: string,
  length: number,
): readonly Mark[] {
  return diagnostics.flatMap(
    ({ severity, message, help, code, span, source, fixes = [] }): readonly Mark[] => {
      if (!span || span.start > length || (source !== undefined && source !== fileName)) return []
      return [
        {
          from: Math.min(span.start, length),
          to: Math.min(Math.max(span.end, span.start), length),
          severity: severities[severity],
          source: code,
          message: help ? `${message}\n${help}` : message,
          actions: fixes.map(fix => ({ name: fix.title, apply: view => applyFix(view, fix) })),
        },
      ]
    },
  )
}

/** Makes the edits of a fix as one step of undo. */
export function applyFix(view: EditorView, { edits }: Fix): void {
  const { length } = view.state.doc
  const inside = edits.every(({ span }) => span.start <= span.end && span.end <= length)
  if (!inside) return
  view.dispatch({
    changes: edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text })),
    userEvent: 'input.fix',
    scrollIntoView: true,
  })
  view.focus()
}
