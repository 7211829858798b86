import { lineText, type SourceText } from '../source/sourceText.ts'
import type { Diagnostic } from './diagnostic.ts'

/** `file:line:column: severity code message`, the form that editors and terminals turn into a link. */
export function renderLine(diagnostic: Diagnostic, fallbackSource = ''): string {
  const name = diagnostic.source ?? fallbackSource
  const at = diagnostic.at ? `:${diagnostic.at.line}:${diagnostic.at.column}` : ''
  const place = name || at ? `${name}${at}: ` : ''
  return `${place}${diagnostic.severity} ${diagnostic.code} ${diagnostic.message}`
}

/** The line form, then the source line with a mark under the characters, then the help. */
export function renderWithFrame(diagnostic: Diagnostic, source: SourceText): string {
  const lines = [renderLine(diagnostic, source.name)]
  const own =
    diagnostic.source === undefined || diagnostic.source === source.name
      ? source
      : source.included?.find(part => part.source.name === diagnostic.source)?.source
  if (diagnostic.at && own) {
    const text = lineText(own, diagnostic.at.line)
    const width = diagnostic.span ? Math.max(1, diagnostic.span.end - diagnostic.span.start) : 1
    const room = Math.max(1, text.length - diagnostic.at.column + 1)
    const gutter = `${diagnostic.at.line} | `
    lines.push(`${gutter}${text}`)
    lines.push(`${' '.repeat(gutter.length + diagnostic.at.column - 1)}${'^'.repeat(Math.min(width, room))}`)
  }
  if (diagnostic.help) lines.push(`  ${diagnostic.help}`)
  return lines.join('\n')
}
