import { autocompletion } from '@codemirror/autocomplete'
import { foldService, LanguageSupport, StreamLanguage } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap } from '@codemirror/view'
import type { LanguageReference } from '../../../src-engine/nmodl/language/reference.ts'
import { selectSpan } from '../selectSpan.ts'
import { completeNmodl, type RoleNames } from './nmodlCompletion.ts'
import { foldFrom } from './nmodlFolding.ts'
import { hoverCard, hoverText } from './nmodlHover.ts'
import { nmodlRoles } from './nmodlRoles.ts'
import { nmodlStream, type NmodlWords } from './nmodlStream.ts'
import { meaningOf, wordAt, type NmodlKnowledge } from './nmodlSymbols.ts'

/** The words of the reference by kind. */
export function wordsOf({ words, functions }: LanguageReference): NmodlWords {
  const of = (kind: string) => new Set(words.filter(word => word.kind === kind).map(({ word }) => word))
  return {
    blocks: of('block'),
    statements: of('statement'),
    methods: of('method'),
    quantities: of('quantity'),
    functions: new Set(functions.map(({ name }) => name)),
  }
}

/**
 * Everything that makes the editor one for NMODL.
 *
 * @param knowledge what is known of the text at this moment
 */
export function nmodlSupport(
  reference: LanguageReference,
  knowledge: () => NmodlKnowledge,
  roleName: RoleNames,
): Extension {
  const language = StreamLanguage.define(nmodlStream(wordsOf(reference)))
  const definitionAt = (view: EditorView, offset: number): boolean => {
    const found = wordAt(view.state.doc.toString(), offset)
    const meaning = found && meaningOf(found.word, offset, knowledge())
    if (meaning?.kind !== 'symbol' || !meaning.symbol.definition) return false
    selectSpan(view, meaning.symbol.definition)
    return true
  }
  return [
    new LanguageSupport(language),
    foldService.of((state, lineStart, lineEnd) => foldFrom(state.doc.toString(), lineStart, lineEnd) ?? null),
    autocompletion({ override: [context => completeNmodl(context, knowledge(), roleName)], icons: false }),
    hoverTooltip(
      (view, offset) => {
        const found = wordAt(view.state.doc.toString(), offset)
        const meaning = found && meaningOf(found.word, offset, knowledge())
        if (!found || !meaning) return null
        const text = hoverText(
          meaning,
          roleName,
          at => view.state.doc.lineAt(Math.min(at, view.state.doc.length)).number,
        )
        return {
          pos: found.span.start,
          end: found.span.end,
          above: true,
          create: () => ({ dom: hoverCard(text) }),
        }
      },
      { hoverTime: 250 },
    ),
    nmodlRoles(knowledge),
    keymap.of([{ key: 'F12', run: view => definitionAt(view, view.state.selection.main.head) }]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY })
        return offset !== null && definitionAt(view, offset)
      },
    }),
  ]
}
