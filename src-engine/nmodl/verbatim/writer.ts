import type { Span } from '../../core/source/span.ts'
import type { Body, Statement } from '../ast/statements.ts'
import { Around, truncated } from './around.ts'
import type { CExpression, CStatement } from './cNodes.ts'
import { lead, writeDeclaration } from './declarations.ts'
import { translateExpression } from './expressions.ts'
import { Jumps, lowered } from './jumps.ts'
import { writeCounted, writeLoop } from './loops.ts'
import { assignNode, blockNode, ifNode, noneOf, numberNode, placed } from './nodes.ts'
import { makeStructure } from './making.ts'
import type { Scope } from './scope.ts'
import { newStream } from './streams.ts'
import { writeSwitch } from './switches.ts'

/** Reads the NMODL inside a statement, which may hold C in turn. */
export type ReadInner = (body: Body) => readonly CStatement[]

/** Writes the statements of one routine, in which C and NMODL stand side by side, as NMODL. */
export class Writer {
  private readonly scope: Scope
  private readonly readInner: ReadInner
  private readonly jumps: Jumps
  private changed: ReadonlySet<string> | undefined
  private whole: readonly CStatement[] = []

  constructor(scope: Scope, readInner: ReadInner) {
    this.scope = scope
    this.readInner = readInner
    this.jumps = new Jumps(scope)
  }

  /** A whole block of NMODL or function of C, with the flags that it needs. */
  writeAll(statements: readonly CStatement[], span: Span): readonly Statement[] {
    this.whole = statements
    const written = this.list(statements, true)
    const { returned } = this.jumps
    const flag = returned === undefined ? [] : lowered(returned, span)
    return [...this.scope.prologue, ...flag, ...written]
  }

  /**
   * Statements one after another; after one that may jump, the rest hangs on its flags.
   *
   * @param isEnd whether nothing of the routine comes after them, so that `return` need not jump
   */
  private list(statements: readonly CStatement[], isEnd: boolean): readonly Statement[] {
    const written: Statement[] = []
    for (const [index, statement] of statements.entries()) {
      const isLast = index === statements.length - 1
      const { made, raised } = this.jumps.apart(() => this.one(statement, isEnd && isLast))
      for (const one of made) written.push(one)
      this.jumps.keep(raised)
      if (raised.size === 0 || isLast) continue
      const rest = statements.slice(index + 1)
      const onward = this.jumps.deeper(statement, () => this.list(rest, isEnd))
      if (onward.length > 0) written.push(ifNode(noneOf(raised, statement), onward, [], statement))
      break
    }
    return written
  }

  private one(statement: CStatement, isEnd: boolean): readonly Statement[] {
    switch (statement.kind) {
      case 'empty':
        return []
      case 'nmodl':
        return this.neighbour(statement.statement, isEnd)
      case 'block':
        return [blockNode(this.body(statement, isEnd), statement)]
      case 'declare':
        return writeDeclaration(this.around(), statement, name => this.isChanged(name))
      case 'expression':
        return this.expression(statement.value)
      case 'if': {
        const around = this.around()
        const condition = around.settled(statement.condition).value
        // What never happens need not have a meaning.
        if (condition.kind === 'number') {
          const taken = condition.value !== 0 ? statement.then : statement.otherwise
          return [...around.before, ...(taken ? [blockNode(this.body(taken, isEnd), statement)] : [])]
        }
        const yes = this.body(statement.then, isEnd)
        const no = statement.otherwise ? this.body(statement.otherwise, isEnd) : []
        return [...around.before, ifNode(condition, yes, no, statement)]
      }
      case 'while':
        return this.loop(statement, statement.condition, statement.body, undefined, statement.atEnd)
      case 'for': {
        this.scope.enter()
        const first = statement.first ? this.one(statement.first, false) : []
        const loop = this.loop(statement, statement.condition, statement.body, statement.next, false)
        this.scope.leave()
        return [...first, ...loop]
      }
      case 'switch':
        return writeSwitch(this.around(), this.jumps, statement, statements => this.scoped(statements, false))
      case 'return':
        return this.leave(statement, isEnd)
      case 'break':
      case 'continue':
        return [this.jumps.jump(statement.kind, statement)]
    }
  }

  /** A statement of NMODL between two pieces of C. */
  private neighbour(statement: Statement, isEnd: boolean): readonly Statement[] {
    const list = (body: Body, isLast = false) => this.scoped(this.readInner(body), isLast)
    const map = (body: Body): Body => placed({ statements: list(body, isEnd) }, body.span)
    switch (statement.kind) {
      case 'if': {
        const branches = statement.branches.map(({ condition, body }) => ({ condition, body: map(body) }))
        return [{ ...statement, branches, otherwise: statement.otherwise && map(statement.otherwise) }]
      }
      case 'while': {
        const ask = () => ({ before: [], value: statement.condition })
        const parts = {
          ask,
          body: () => this.scope.looping(() => list(statement.body)),
          next: () => [],
          atEnd: false,
        }
        return writeLoop(this.scope, this.jumps, parts, statement.span)
      }
      case 'from':
      case 'forall':
      case 'for-netcons': {
        const { span } = statement.body
        const build = (statements: readonly Statement[]): Statement => ({
          ...statement,
          body: placed({ statements }, span),
        })
        return writeCounted(
          this.jumps,
          () => this.scope.looping(() => list(statement.body)),
          build,
          statement.span,
        )
      }
      case 'solve':
        return [{ ...statement, ifError: statement.ifError && map(statement.ifError) }]
      default:
        return ['body' in statement ? { ...statement, body: map(statement.body) } : statement]
    }
  }

  private body(statement: CStatement, isEnd: boolean): readonly Statement[] {
    return this.scoped(statement.kind === 'block' ? statement.statements : [statement], isEnd)
  }

  private scoped(statements: readonly CStatement[], isEnd: boolean): readonly Statement[] {
    this.scope.enter()
    const written = this.list(statements, isEnd)
    this.scope.leave()
    return written
  }

  private expression(value: CExpression): readonly Statement[] {
    if (value.kind === 'comma') return value.parts.flatMap(part => this.expression(part))
    if (value.kind === 'cast' && value.type === 'void') return this.expression(value.operand)
    const around = this.around()
    if (value.kind === 'assign' && value.operator === '') {
      const made = makeStructure(around, value.target, value.value)
      if (made) return [...around.before, ...made]
    }
    if (value.kind === 'assign' && value.operator === '' && value.target.kind === 'unary') {
      if (newStream(around, value.target, value.value)) return around.before
    }
    if (value.kind === 'assign' && value.operator === '' && value.target.kind === 'name') {
      // An event's name for itself, which NEURON keeps there, says nothing here.
      if (/^_?tqitem$/.test(value.target.name)) return []
      if (/^_p_/.test(value.target.name) && newStream(around, value.target, value.value)) return around.before
      if (this.scope.find(value.target.name)?.kind === 'handle') {
        lead(this.scope, value.target.name, value.value)
        return []
      }
    }
    around.discard(value)
    return around.before
  }

  private leave(statement: Extract<CStatement, { kind: 'return' }>, isEnd: boolean): readonly Statement[] {
    const around = this.around()
    const { result, resultIsWhole } = this.scope.enclosing
    if (statement.value && result !== undefined) {
      const made = around.value(statement.value)
      const value = resultIsWhole ? truncated(made, statement) : made.value
      around.before.push(assignNode(result, value, statement), ...around.after)
    } else if (statement.value) around.discard(statement.value)
    return isEnd ? around.before : [...around.before, this.jumps.jump('return', statement)]
  }

  private loop(
    span: Span,
    condition: CExpression | undefined,
    body: CStatement,
    next: CExpression | undefined,
    atEnd: boolean,
  ): readonly Statement[] {
    const ask = () => {
      if (!condition) return { before: [], value: numberNode(1, span) }
      const around = this.around()
      const { value } = around.settled(condition)
      return { before: around.before, value }
    }
    const parts = {
      ask,
      body: () => this.scope.looping(() => this.body(body, false)),
      next: () => (next ? this.expression(next) : []),
      atEnd,
    }
    return writeLoop(this.scope, this.jumps, parts, span)
  }

  private around(): Around {
    return new Around(this.scope, translateExpression)
  }

  private isChanged(name: string): boolean {
    this.changed ??= changedNames(this.whole)
    return this.changed.has(name)
  }
}

/** The names that some statement changes. */
function changedNames(statements: readonly CStatement[]): ReadonlySet<string> {
  const names = new Set<string>()
  const enter = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('target' in part) {
      let target = part.target as CExpression
      while (target.kind === 'index') target = target.base
      if (target.kind === 'name') names.add(target.name)
    }
    for (const inner of Object.values(part)) enter(inner)
  }
  enter(statements)
  return names
}
