import { EditorView } from '@codemirror/view'
import type { Span } from '../../src-engine/core/source/span.ts'

/** Selects characters and brings them into the middle of the view. Spans beyond the text count as its end. */
export function selectSpan(view: EditorView, { start, end }: Span): void {
  const { length } = view.state.doc
  const anchor = Math.min(start, length)
  const head = Math.min(Math.max(start, end), length)
  view.dispatch({
    selection: { anchor, head },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  })
  view.focus()
}
