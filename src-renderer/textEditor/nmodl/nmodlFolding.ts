/**
 * What folds away from a line on: from its last open brace to the brace that closes it, or the inside of COMMENT and
 * VERBATIM. Undefined where the line opens nothing that goes on below it.
 *
 * @returns offsets of the first and the last character that disappear
 */
export function foldFrom(
  text: string,
  lineStart: number,
  lineEnd: number,
): { readonly from: number; readonly to: number } | undefined {
  const line = text.slice(lineStart, lineEnd)
  const region = /^\s*(COMMENT|VERBATIM)\b/.exec(line)
  if (region) {
    const close = text.indexOf(`END${region[1]}`, lineEnd)
    return close < 0 ? undefined : { from: lineEnd, to: Math.max(lineEnd, text.lastIndexOf('\n', close)) }
  }
  const open = lastOpenBrace(line)
  if (open < 0) return undefined
  const close = closingBrace(text, lineStart + open)
  return close === undefined || close <= lineEnd ? undefined : { from: lineStart + open + 1, to: close }
}

/** Place of the last brace of a line that the line does not close. */
function lastOpenBrace(line: string): number {
  const code = line.replace(/[:?].*$/, '')
  const open: number[] = []
  for (let i = 0; i < code.length; i++) {
    if (code[i] === '{') open.push(i)
    if (code[i] === '}') open.pop()
  }
  return open.at(-1) ?? -1
}

/** Place of the brace that closes the one at an offset; comments do not count. */
function closingBrace(text: string, open: number): number | undefined {
  const pattern =
    /[{}]|[:?][^\n]*|\bCOMMENT\b[^]*?\bENDCOMMENT\b|\bVERBATIM\b[^]*?\bENDVERBATIM\b|"(?:[^"\\\n]|\\.)*"/g
  pattern.lastIndex = open
  let depth = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (found[0] === '{') depth++
    if (found[0] === '}' && --depth === 0) return found.index
  }
  return undefined
}
