import { HocCell, type HocSection } from './hocCell.ts'
import { HocCursor } from './hocCursor.ts'
import { HocData } from './hocData.ts'
import { callArguments, evaluate, subscripts, type HocNames } from './hocExpression.ts'
import { assignProperty, connectSections, geometryCall, isGeometryCall, properties } from './hocGeometry.ts'
import { leftOutStatements, refusedStatements } from './hocStatements.ts'
import { tokenKind, type HocTokens } from './lexHoc.ts'

/** What running a program leaves. */
export interface HocRun {
  readonly cell: HocCell
  /** What was passed over since it is no geometry, with the line where it came up first. */
  readonly leftOut: ReadonlyMap<string, number>
  /** A procedure that was run though the program does not call it. */
  readonly ranProcedure: string | undefined
  /** dx and diam of a segment of a CABLE program [µm]. */
  readonly segment: (index: number) => {
    readonly lengthUm: number | undefined
    readonly diameterUm: number | undefined
  }
}

const deepest = 100
const mostSections = 1_000_000
/** Procedures that make the cell, in files that leave it to others to call them. */
const usualProcedures = ['celldef', 'geometry']

/**
 * Runs a program that does no more than describe a cell (rules T40 to T46).
 *
 * @throws HocRefusal with what the program does beyond that
 */
export function runHoc(tokens: HocTokens): HocRun {
  return new HocProgram(tokens).run()
}

class HocProgram implements HocNames {
  readonly cell = new HocCell()
  readonly leftOut = new Map<string, number>()
  readonly cursor: HocCursor
  readonly #data: HocData
  readonly #values = new Map<string, number>()
  readonly #arrays = new Map<string, Map<string, number>>()
  readonly #procedures = new Map<string, number>()
  readonly #called = new Set<string>()
  readonly #objects = new Set<string>()
  /** Arguments of the procedures that are running. */
  readonly #frames: (readonly number[])[] = []
  readonly #current: HocSection[] = []
  #returned: number | undefined
  #isReturning = false

  constructor(tokens: HocTokens) {
    this.cursor = new HocCursor(tokens)
    this.#data = new HocData(tokens)
  }

  run(): HocRun {
    const { cursor } = this
    while (cursor.kind !== tokenKind.end) {
      cursor.skipNewlines()
      cursor.topLevelAt = cursor.at
      this.statement(true)
      if (!this.#data.isUsed) continue
      cursor.at = Math.max(cursor.at, this.#data.at)
      this.#data.close()
    }
    const isMade =
      this.cell.cables.length > 0 || this.cell.sections.some(section => section.points.length > 0)
    const usual = isMade
      ? undefined
      : usualProcedures.find(name => this.#procedures.has(name) && !this.#called.has(name))
    if (usual !== undefined) this.#callProcedure(usual, [])
    const segment = (index: number) => ({
      lengthUm: this.element('dx', [index]) ?? this.element('dx', [0, index]),
      diameterUm: this.element('diam', [index]) ?? this.element('diam', [0, index]),
    })
    return { cell: this.cell, leftOut: this.leftOut, ranProcedure: usual, segment }
  }

  value(name: string): number | undefined {
    const argument = /^\$(\d+)$/.exec(name)
    if (argument) return this.#frames.at(-1)?.[Number(argument[1]) - 1]
    return this.#values.get(name)
  }

  element(name: string, indices: readonly number[]): number | undefined {
    return this.#arrays.get(name)?.get(indices.join())
  }

  call(name: string, values: readonly number[]): number | undefined {
    if (name === 'fscan') return this.#data.next(this.cursor)
    if (!this.#procedures.has(name)) return undefined
    return this.#callProcedure(name, values)
  }

  /** Runs the statement at the cursor, or passes over it. */
  statement(live: boolean): void {
    const { cursor } = this
    cursor.step()
    cursor.skipNewlines()
    if (cursor.kind === tokenKind.end) return
    if (cursor.is('{')) return this.#block(live)
    if (cursor.kind !== tokenKind.word) {
      cursor.refuse(`has “${cursor.shown}” where a statement is expected`)
    }
    const name = cursor.text
    const next = cursor.tokens.text[cursor.at + 1] ?? ''
    if (name === 'proc' || name === 'func') return this.#define()
    if (name === 'for') return this.#loop(live)
    if (name === 'if') return this.#choice(live)
    if (name === 'forall') return this.#forAll(live)
    if (name === 'create') return this.#create(live)
    if (name === 'access' || (name === 'connect' && !this.cell.has('connect'))) return this.#sections(live)
    if (name === 'double') return this.#declareArray(live)
    if (name === 'objref' || name === 'objectvar') return this.#declareObjects()
    if (name === 'return') return this.#return(live)
    if (refusedStatements[name] !== undefined) cursor.refuse(refusedStatements[name])
    if (leftOutStatements[name] !== undefined) return this.#leaveOut(leftOutStatements[name], live)
    if (this.cell.has(name) && next !== '=') return this.#sectionStatement(live)
    if (next === '(') return this.#callStatement(live)
    if (next === '.') return this.#useList(name)
    this.#assignment(live)
  }

  #block(live: boolean): void {
    const { cursor } = this
    if (!live) return cursor.skipEnclosed('{', '}')
    const { line } = cursor
    cursor.expect('{')
    for (;;) {
      cursor.skipNewlines()
      if (cursor.accept('}')) return
      if (cursor.kind === tokenKind.end) cursor.refuse(`ends in a block that line ${line} opens`)
      this.statement(!this.#isReturning)
    }
  }

  #define(): void {
    const { cursor } = this
    cursor.at++
    const name = cursor.word()
    cursor.skipEnclosed('(', ')')
    cursor.skipNewlines()
    this.#procedures.set(name, cursor.at)
    cursor.skipEnclosed('{', '}')
  }

  #callProcedure(name: string, values: readonly number[]): number {
    const { cursor } = this
    if (this.#frames.length >= deepest) cursor.refuse(`calls “${name}” within itself too often`)
    const back = cursor.at
    this.#called.add(name)
    this.#frames.push(values)
    cursor.at = this.#procedures.get(name) ?? back
    this.#block(true)
    this.#isReturning = false
    this.#frames.pop()
    cursor.at = back
    const value = this.#returned ?? 0
    this.#returned = undefined
    return value
  }

  #return(live: boolean): void {
    const { cursor } = this
    cursor.at++
    const hasValue = cursor.kind !== tokenKind.newline && cursor.kind !== tokenKind.end && !cursor.is('}')
    const value = hasValue ? evaluate(cursor, this, live) : 0
    if (!live) return
    this.#returned = value
    this.#isReturning = true
  }

  /** `for i = a, b statement` and `for (i = a; i < b; i += 1) statement`. */
  #loop(live: boolean): void {
    const { cursor } = this
    cursor.at++
    if (cursor.is('(')) return this.#countedLoop(live)
    const name = cursor.word()
    cursor.expect('=')
    const first = evaluate(cursor, this, live)
    cursor.expect(',')
    const last = evaluate(cursor, this, live)
    const body = cursor.at
    let isRun = false
    for (let value = first; live && value <= last && !this.#isReturning; value++) {
      cursor.at = body
      this.#values.set(name, value)
      this.statement(true)
      isRun = true
    }
    if (!isRun) this.statement(false)
  }

  #countedLoop(live: boolean): void {
    const { cursor } = this
    const open = cursor.at
    cursor.skipEnclosed('(', ')')
    const body = cursor.at
    this.statement(false)
    const end = cursor.at
    if (!live) return
    cursor.at = open + 1
    if (!cursor.is(';')) this.#assignment(true)
    cursor.expect(';')
    const condition = cursor.at
    for (;;) {
      cursor.at = condition
      const goesOn = cursor.is(';') || evaluate(cursor, this, true) !== 0
      cursor.expect(';')
      if (!goesOn || this.#isReturning) break
      const step = cursor.at
      cursor.at = body
      this.statement(true)
      cursor.at = step
      if (!cursor.is(')')) this.#assignment(true)
    }
    cursor.at = end
  }

  #choice(live: boolean): void {
    const { cursor } = this
    cursor.at++
    cursor.expect('(')
    const isTrue = evaluate(cursor, this, live) !== 0
    cursor.expect(')')
    this.statement(live && isTrue)
    const after = cursor.at
    cursor.skipNewlines()
    if (!cursor.isWord('else')) {
      cursor.at = after
      return
    }
    cursor.at++
    this.statement(live && !isTrue)
  }

  #forAll(live: boolean): void {
    const { cursor } = this
    cursor.at++
    const body = cursor.at
    const sections = live ? this.cell.sections : []
    for (const section of sections) {
      cursor.at = body
      this.#within(section, () => this.statement(true))
    }
    if (sections.length === 0) this.statement(false)
  }

  #within(section: HocSection, run: () => void): void {
    this.#current.push(section)
    run()
    this.#current.pop()
  }

  #create(live: boolean): void {
    const { cursor } = this
    const { line } = cursor
    cursor.at++
    do {
      const name = cursor.word()
      const counts = subscripts(cursor, this, live)
      if (!live) continue
      const [count] = counts
      if (counts.length > 1 || (count !== undefined && !(count >= 1)))
        cursor.refuse(`creates “${name}” of no size`)
      if ((count ?? 1) + this.cell.sections.length > mostSections)
        cursor.refuse('creates more sections than a cell has')
      this.cell.create(name, count === undefined ? undefined : Math.floor(count), line)
    } while (cursor.accept(','))
  }

  #sections(live: boolean): void {
    const { cursor } = this
    const word = cursor.word()
    if (!live) return cursor.skipLine()
    if (word === 'connect') connectSections(this, this.#current.at(-1))
    else {
      const section = this.section()
      if (this.#current.length === 0) this.#current.push(section)
      else this.#current[0] = section
    }
  }

  /** The section named at the cursor. */
  section(): HocSection {
    const { cursor } = this
    const name = cursor.word()
    if (!this.cell.has(name)) cursor.refuse(`names the section “${name}”, which the file does not create`)
    const [index = 0] = subscripts(cursor, this, true)
    return this.cell.section(name, index) ?? cursor.refuse(`names “${name}[${index}]”, which does not exist`)
  }

  /** `soma { … }`, `soma statement`, `soma.L = 9`. */
  #sectionStatement(live: boolean): void {
    const { cursor } = this
    if (!live) {
      cursor.at++
      subscripts(cursor, this, false)
      cursor.accept('.')
      return this.statement(false)
    }
    const section = this.section()
    cursor.accept('.')
    if (cursor.kind === tokenKind.newline) cursor.refuse('names a section and says nothing of it')
    this.#within(section, () => this.statement(true))
  }

  #callStatement(live: boolean): void {
    const { cursor } = this
    const name = cursor.word()
    if (!live) return this.#passArguments()
    if (isGeometryCall(name)) {
      const { line } = cursor
      const values = callArguments(cursor, this, true)
      const source = this.#data.isUsed ? this.#data.line : line
      return geometryCall(this, name, values, this.#current.at(-1), source)
    }
    if (name === 'delete_section') {
      const section = this.#current.at(-1) ?? cursor.refuse('deletes a section without saying which')
      this.cell.delete(section)
      return this.#passArguments()
    }
    if (name === 'fcbs') {
      const { line } = cursor
      const [first, last, root] = callArguments(cursor, this, true)
      if (first !== undefined && last !== undefined && root !== undefined) {
        this.cell.cables.push({ first, last, root, line })
      }
      return
    }
    if (leftOutStatements[`${name}()`] !== undefined) {
      this.leaveOut(leftOutStatements[`${name}()`] ?? '')
      return this.#passArguments()
    }
    if (!this.#procedures.has(name)) {
      const close = cursor.at
      cursor.skipEnclosed('(', ')')
      // A range variable, as in g_pas(0.5) = 0.001, has no procedure of its name.
      if (cursor.accept('=')) return this.#rangeAssignment(name)
      cursor.at = close
      cursor.refuse(`calls “${name}”, which is not in the file`)
    }
    this.#callProcedure(name, callArguments(cursor, this, true))
  }

  #rangeAssignment(name: string): void {
    const { cursor } = this
    if (name === 'diam' || name === 'L') cursor.refuse('sets the diameter of parts of a section')
    this.leaveOut('properties of membranes and sections')
    cursor.skipLine()
  }

  #passArguments(): void {
    this.cursor.skipEnclosed('(', ')')
  }

  #assignment(live: boolean): void {
    const { cursor } = this
    const { line } = cursor
    const name = cursor.word()
    const indices = subscripts(cursor, this, live)
    const sign = cursor.text
    if (cursor.kind !== tokenKind.sign || !/^[-+*/]?=$/.test(sign))
      cursor.refuse(`has “${name}” without saying what to do`)
    cursor.at++
    if (cursor.kind === tokenKind.string) {
      cursor.at++
      return
    }
    if (cursor.isWord('new')) return this.#makeList(name)
    const given = evaluate(cursor, this, live)
    if (!live) return
    const before = indices.length > 0 ? this.element(name, indices) : this.value(name)
    const value = sign === '=' ? given : changed(sign, before ?? 0, given)
    if (indices.length > 0) {
      const elements = this.#arrays.get(name) ?? new Map<string, number>()
      elements.set(indices.join(), value)
      this.#arrays.set(name, elements)
    } else if (properties.has(name)) assignProperty(this, name, value, this.#current.at(-1), line)
    else this.#values.set(name, value)
  }

  #declareArray(live: boolean): void {
    const { cursor } = this
    cursor.at++
    do {
      cursor.word()
      subscripts(cursor, this, live)
    } while (cursor.accept(','))
  }

  /** Objects may be declared; of all kinds, only lists of sections have a place in the description of a cell. */
  #declareObjects(): void {
    const { cursor } = this
    cursor.at++
    do {
      this.#objects.add(cursor.word())
      if (cursor.is('[')) cursor.skipEnclosed('[', ']')
    } while (cursor.accept(','))
  }

  /** `somatic = new SectionList()`. */
  #makeList(name: string): void {
    const { cursor } = this
    if (!this.#objects.has(name) || cursor.tokens.text[cursor.at + 1] !== 'SectionList')
      cursor.refuse('makes objects')
    cursor.at += 2
    if (cursor.is('(')) this.#passArguments()
  }

  /** `soma[0] somatic.append()`: which lists a section is in does not change it. */
  #useList(name: string): void {
    const { cursor } = this
    if (!this.#objects.has(name) || cursor.tokens.text[cursor.at + 2] !== 'append')
      cursor.refuse('uses objects')
    cursor.at += 3
    this.#passArguments()
  }

  #leaveOut(what: string, live: boolean): void {
    if (live) this.leaveOut(what)
    this.cursor.skipLine()
  }

  /** Notes that something is no geometry. */
  leaveOut(what: string): void {
    if (what !== '' && !this.leftOut.has(what)) this.leftOut.set(what, this.cursor.line)
  }
}

function changed(sign: string, before: number, by: number): number {
  if (sign === '+=') return before + by
  if (sign === '-=') return before - by
  return sign === '*=' ? before * by : before / by
}
