import { CCursor } from './cCursor.ts'
import { readDeclarators } from './cDeclarators.ts'
import type { CFile, CFunction, CStatement, CStructure } from './cNodes.ts'
import { readBlock } from './cStatements.ts'
import type { CToken } from './cTokens.ts'
import { type CTypeRead, readType } from './cTypes.ts'
import { Unsupported } from './unsupported.ts'

/**
 * C outside all blocks: functions, and numbers that they share. What cannot be read is left out; whoever needs it will
 * say that it is not there.
 */
export function readFile(tokens: readonly CToken[]): CFile {
  const cursor = new CCursor(tokens)
  const functions: CFunction[] = []
  const structures: CStructure[] = []
  const declarations: Extract<CStatement, { kind: 'declare' }>[] = []
  while (!cursor.atEnd()) {
    const mark = cursor.mark()
    try {
      const structure = readStructure(cursor)
      if (structure) {
        structures.push(structure)
        continue
      }
      const type = readType(cursor)
      const made = type && readFunction(cursor, type)
      if (made) functions.push(made)
      else if (type) {
        const { start } = cursor.peek()
        const declarators = readDeclarators(cursor)
        cursor.expect(';')
        if (!type.isExtern)
          declarations.push({ kind: 'declare', ...type, declarators, ...cursor.since(start) })
      } else skipItem(cursor)
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
      cursor.goBack(mark)
      skipItem(cursor)
    }
  }
  return { functions, declarations, structures }
}

/** `typedef struct Name { … } Other;` and its like, or nothing; the cursor is then where it was. */
function readStructure(cursor: CCursor): CStructure | undefined {
  const mark = cursor.mark()
  const names: string[] = []
  const isTypedef = cursor.isWord('typedef')
  if (isTypedef) cursor.take()
  if (!cursor.isWord('struct')) {
    cursor.goBack(mark)
    return undefined
  }
  cursor.take()
  if (cursor.peek().kind === 'name') names.push(cursor.take().text)
  if (!cursor.takeIf('{')) {
    cursor.goBack(mark)
    return undefined
  }
  const members: CStructure['members'][number][] = []
  while (!cursor.takeIf('}')) {
    const read = readType(cursor)
    if (!read) cursor.complain('a member of a structure has no type')
    const of = read.of === undefined ? {} : { of: read.of }
    for (const declarator of readDeclarators(cursor)) members.push({ type: read.type, ...of, declarator })
    cursor.expect(';')
  }
  if (isTypedef && cursor.peek().kind === 'name') names.push(cursor.take().text)
  cursor.expect(';')
  return { names, members }
}

function readFunction(cursor: CCursor, { type }: CTypeRead): CFunction | undefined {
  const mark = cursor.mark()
  const { start } = cursor.peek()
  let pointer = false
  while (cursor.takeIf('*')) pointer = true
  const name = cursor.take()
  if (name.kind !== 'name' || !cursor.takeIf('(')) {
    cursor.goBack(mark)
    return undefined
  }
  const parameters: { name: string; type: CFunction['type']; pointer: boolean }[] = []
  while (!cursor.takeIf(')')) {
    const read = readType(cursor)
    let isPointer = false
    while (cursor.takeIf('*')) isPointer = true
    const named = cursor.peek()
    if (named.kind === 'name') cursor.take()
    if (cursor.takeIf('[')) {
      isPointer = true
      while (!cursor.takeIf(']')) {
        if (cursor.atEnd()) cursor.complain('"]" is missing')
        cursor.take()
      }
    }
    if (named.kind === 'name' && read)
      parameters.push({ name: named.text, type: read.type, pointer: isPointer })
    if (!cursor.takeIf(',') && !cursor.is(')')) cursor.expect(')')
  }
  if (!cursor.is('{')) {
    cursor.goBack(mark)
    return undefined
  }
  const body = readBlock(cursor)
  return {
    name: name.text,
    type,
    pointer,
    parameters,
    body: body.kind === 'block' ? body.statements : [],
    ...cursor.since(start),
  }
}

/** Goes past the next `;` or braces. */
function skipItem(cursor: CCursor): void {
  let depth = 0
  while (!cursor.atEnd()) {
    const token = cursor.take()
    if (token.text === '{') depth++
    if (token.text === '}' && --depth <= 0) return
    if (token.text === ';' && depth <= 0) return
  }
}
