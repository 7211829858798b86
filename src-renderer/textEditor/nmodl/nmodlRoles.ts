import { syntaxTree } from '@codemirror/language'
import { RangeSetBuilder, StateEffect } from '@codemirror/state'
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view'
import { symbolsAt, type NmodlKnowledge } from './nmodlSymbols.ts'

/** Says that what is known of the text has changed. */
export const knowledgeChanged = StateEffect.define<null>()

/** Roles that have a colour of their own; the rest stays plain. */
const colouredRoles = new Set([
  'parameter',
  'constant',
  'state',
  'current',
  'ion',
  'host',
  'local',
  'argument',
])
const marks = new Map([...colouredRoles].map(role => [role, Decoration.mark({ class: `nmodl-${role}` })]))

/** Colours names by what they are: states, parameters, currents. */
export function nmodlRoles(knowledge: () => NmodlKnowledge) {
  const decorate = (view: EditorView): DecorationSet => {
    const builder = new RangeSetBuilder<Decoration>()
    const { symbols } = knowledge()
    const global = new Map(symbols.filter(({ scope }) => !scope).map(symbol => [symbol.name, symbol]))
    const scoped = symbols.filter(({ scope }) => scope)
    for (const { from, to } of view.visibleRanges) {
      syntaxTree(view.state).iterate({
        from,
        to,
        enter: ({ name, from: start, to: end }) => {
          if (name !== 'variableName' && name !== 'quantity') return
          const word = view.state.sliceDoc(start, end)
          const inner = symbolsAt(
            scoped.filter(symbol => symbol.name === word),
            start,
          )[0]
          const mark = marks.get((inner ?? global.get(word))?.role ?? '')
          if (mark) builder.add(start, end, mark)
        },
      })
    }
    return builder.finish()
  }
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = decorate(view)
      }
      update({ docChanged, viewportChanged, transactions, view, startState, state }: ViewUpdate) {
        const told = transactions.some(one => one.effects.some(effect => effect.is(knowledgeChanged)))
        if (docChanged || viewportChanged || told || syntaxTree(startState) !== syntaxTree(state))
          this.decorations = decorate(view)
      }
    },
    { decorations: plugin => plugin.decorations },
  )
}
