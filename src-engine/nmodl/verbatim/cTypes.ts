import type { CCursor } from './cCursor.ts'
import type { CType } from './cNodes.ts'

const whole = new Set(
  `int long short char unsigned signed bool _Bool size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t
  uint64_t`.split(/\s+/),
)
const fractional = new Set(['double', '_Float64'])
const things = new Set(
  `FILE Object Symbol IvocVect Point_process nrnran123_State NrnThread Datum Prop Memb_list Rand Section Node va_list
  time_t clock_t`.split(/\s+/),
)
const qualifiers = new Set(['const', 'volatile', 'register', 'static', 'extern', 'inline', 'auto'])

/** What stands before the names of a declaration. */
export interface CTypeRead {
  readonly type: CType
  readonly isStatic: boolean
  readonly isExtern: boolean
  /** The word of a type that is no number: `IvocVect`, a structure of the file. */
  readonly of?: string
}

/** Reads a type, or leaves the cursor where it was and gives nothing. */
export function readType(cursor: CCursor): CTypeRead | undefined {
  const mark = cursor.mark()
  let type: CType | undefined
  let isStatic = false
  let isExtern = false
  let of: string | undefined
  for (;;) {
    const token = cursor.peek()
    if (token.kind === 'string' && isExtern) {
      cursor.take() // extern "C"
      continue
    }
    if (token.kind !== 'name') break
    if (qualifiers.has(token.text)) {
      isStatic ||= token.text === 'static'
      isExtern ||= token.text === 'extern'
    } else if (whole.has(token.text)) type = type === 'double' ? 'double' : 'int'
    else if (fractional.has(token.text)) type = 'double'
    else if (token.text === 'float') type = 'float'
    else if (token.text === 'void') type = 'void'
    else if (things.has(token.text)) {
      type = 'other'
      of = token.text
    } else if (token.text === 'struct' || token.text === 'union' || token.text === 'enum') {
      cursor.take()
      if (cursor.peek().kind !== 'name') break
      type = 'other'
      of = cursor.peek().text
    } else if (type === undefined && namesAType(cursor)) {
      type = 'other'
      of = token.text
    } else break
    cursor.take()
  }
  if (type === undefined && !isStatic && !isExtern) {
    cursor.goBack(mark)
    return undefined
  }
  return { type: type ?? 'int', isStatic, isExtern, ...(of === undefined ? {} : { of }) }
}

/** `Thing *name` and `Thing name`: an unknown word before a name that is declared. */
function namesAType(cursor: CCursor): boolean {
  let ahead = 1
  while (cursor.is('*', ahead)) ahead++
  const after = cursor.peek(ahead + 1).text
  return (
    cursor.peek(ahead).kind === 'name' &&
    (ahead === 1 ? [';', ',', '=', '['] : [';', ',', '=']).includes(after)
  )
}
