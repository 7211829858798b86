import type { Span } from '../../core/source/span.ts'
import type { Body, Expression, Statement } from '../ast/nodes.ts'
import type { CExpression, CStatement } from './cNodes.ts'
import {
  type Around,
  assignNode,
  binaryNode,
  ifNode,
  localNode,
  nameNode,
  numberNode,
  translateExpression,
  type Translated,
  truncated,
} from './expressions.ts'
import { placed, type Scope } from './scope.ts'
import { slotOf } from './slots.ts'
import { Unsupported } from './unsupported.ts'

/** Translates the NMODL inside a statement, which may hold C in turn. */
export type TranslateInner = (writer: Writer, body: Body) => Body

/** The flags by which `return`, `break` and `continue` leave out what follows. */
type Flag = string

/**
 * Writes C statements as NMODL. NMODL knows no jumps: a jump raises a flag, and what it jumps over runs only where
 * no flag is up.
 *
 *     if (a) return 1;          if (a) { f = 1  returned = 1 }
 *     x = 2;               →    if (returned == 0) { x = 2 }
 */
export class Writer {
  readonly scope: Scope
  private readonly inner: TranslateInner
  private returned: Flag | undefined
  /** Everything that is being written. */
  private whole: readonly CStatement[] = []
  private readonly loops: { broken: Flag; skipped: Flag }[] = []
  /** Flags that what has been written since it was last looked at may have raised. */
  private raised = new Set<Flag>()

  constructor(scope: Scope, inner: TranslateInner) {
    this.scope = scope
    this.inner = inner
  }

  /** A whole block of NMODL or function of C, with the flags it needs. */
  writeAll(statements: readonly CStatement[], span: Span): readonly Statement[] {
    this.raised = new Set()
    this.whole = statements
    const written = this.list(statements, true)
    return this.returned === undefined
      ? written
      : [localNode([this.returned], span), assignNode(this.returned, numberNode(0, span), span), ...written]
  }

  /** Statements one after another; after one that may jump, the rest hangs on its flags. */
  list(statements: readonly CStatement[], isWhole = false): readonly Statement[] {
    const written: Statement[] = []
    for (const [index, statement] of statements.entries()) {
      // What declares a name must not end up inside a body of its own.
      const isLast = isWhole && index === statements.length - 1
      const outer = this.raised
      this.raised = new Set()
      written.push(...this.one(statement, isLast))
      const raised = this.raised
      this.raised = new Set([...outer, ...raised])
      const rest = statements.slice(index + 1)
      if (raised.size > 0 && rest.length > 0) {
        const onward = this.list(rest, isWhole)
        if (onward.length > 0) written.push(ifNode(noneOf(raised, statement), onward, [], statement))
        break
      }
    }
    return written
  }

  private one(statement: CStatement, isLast: boolean): readonly Statement[] {
    switch (statement.kind) {
      case 'empty':
        return []
      case 'nmodl':
        return this.neighbour(statement.statement)
      case 'block': {
        this.scope.enter()
        const statements = this.list(statement.statements, isLast)
        this.scope.leave()
        return [
          placed({ kind: 'block', body: placed({ statements }, statement) } as const, statement) as Statement,
        ]
      }
      case 'declare':
        return this.declaration(statement)
      case 'expression':
        return this.expression(statement.value)
      case 'if': {
        const around = this.around()
        const condition = translateExpression(around, statement.condition).value
        const yes = this.body(statement.then)
        const no = statement.otherwise ? this.body(statement.otherwise) : []
        return [...around.before, ...around.after, ifNode(condition, yes, no, statement)]
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
        return this.choose(statement)
      case 'return':
        return this.leave(statement, isLast)
      case 'break':
      case 'continue': {
        const loop = this.loops.at(-1)
        if (!loop) throw new Unsupported(`its "${statement.kind}" stands in no loop`, statement)
        return [this.raise(statement.kind === 'break' ? loop.broken : loop.skipped, statement)]
      }
    }
  }

  /** A statement of NMODL between two pieces of C. */
  private neighbour(statement: Statement): readonly Statement[] {
    const map = (body: Body): Body => this.inner(this, body)
    switch (statement.kind) {
      case 'if':
        return [
          {
            ...statement,
            branches: statement.branches.map(({ condition, body }) => ({ condition, body: map(body) })),
            otherwise: statement.otherwise && map(statement.otherwise),
          },
        ]
      case 'from':
      case 'while': {
        const loop = { broken: this.scope.fresh('broken'), skipped: this.scope.fresh('skipped') }
        this.loops.push(loop)
        const outer = this.raised
        this.raised = new Set()
        const body = map(statement.body)
        this.loops.pop()
        const raised = this.raised
        this.raised = outer
        if (raised.size === 0) return [{ ...statement, body }]
        return this.flagged(
          statement.span,
          loop,
          raised,
          statements => ({
            ...statement,
            body: placed({ statements }, body.span),
          }),
          body.statements,
        )
      }
      default:
        return ['body' in statement ? { ...statement, body: map(statement.body) } : statement]
    }
  }

  private body(statement: CStatement): readonly Statement[] {
    this.scope.enter()
    const written = statement.kind === 'block' ? this.list(statement.statements) : this.one(statement, false)
    this.scope.leave()
    return written
  }

  private declaration(statement: Extract<CStatement, { kind: 'declare' }>): readonly Statement[] {
    const written: Statement[] = []
    for (const declarator of statement.declarators) {
      const { name, pointer, length, initial } = declarator
      if (statement.isExtern) continue
      if (pointer || statement.type === 'other' || statement.type === 'void') {
        this.scope.declareHandle(name)
        if (initial) this.lead(name, initial)
        continue
      }
      // What keeps its value from call to call, and changes it, is the file's; what never changes can be made each time.
      if (statement.isStatic && (!initial || assigns(this.whole, name))) {
        const count = length === undefined || length === 'open' ? undefined : constantOf(length)
        const start = initial ? constantOf(initial) : 0
        if (start === undefined || (length !== undefined && count === undefined))
          throw new Unsupported(`what "${name}" begins with is not a plain number`, declarator)
        this.scope.declareStatic(name, statement.type, start, count)
        continue
      }
      if (length !== undefined) {
        const values = initial?.kind === 'comma' ? initial.parts : []
        const count = length === 'open' ? values.length : constantOf(length)
        if (count === undefined || (initial && initial.kind !== 'comma'))
          throw new Unsupported(`the length of "${name}" is not a plain number`, declarator)
        const made = this.scope.declare(name, statement.type, count)
        written.push(localNode([made], declarator, count))
        values.forEach((part, index) => {
          const { value } = translateExpression(this.around(), part)
          written.push(assignNode(made, value, declarator, numberNode(index, declarator)))
        })
        continue
      }
      const around = this.around()
      const value = initial && translateExpression(around, initial)
      const made = this.scope.declare(name, statement.type)
      written.push(localNode([made], declarator), ...around.before)
      if (value)
        written.push(
          assignNode(made, statement.type === 'int' ? truncated(value, declarator) : value.value, declarator),
        )
      written.push(...around.after)
    }
    return written
  }

  /** Makes a handle lead where an expression leads, if that is a POINTER of the mechanism. */
  private lead(name: string, value: CExpression): void {
    const handle = this.scope.find(name)
    if (handle?.kind !== 'handle') return
    if (value.kind === 'number' && value.value === 0) return
    const slot = slotOf(this.scope, value)
    if (slot === undefined) throw new Unsupported('it works with addresses in memory', value)
    handle.slot = slot
  }

  private expression(value: CExpression): readonly Statement[] {
    if (value.kind === 'comma') return value.parts.flatMap(part => this.expression(part))
    if (value.kind === 'cast' && value.type === 'void') return this.expression(value.operand)
    if (value.kind === 'assign' && value.operator === '' && value.target.kind === 'name') {
      // An event's name for itself, which NEURON keeps there, says nothing here.
      if (/^_?tqitem$/.test(value.target.name)) return []
      if (this.scope.find(value.target.name)?.kind === 'handle') {
        this.lead(value.target.name, value.value)
        return []
      }
    }
    const around = this.around()
    const { value: made } = translateExpression(around, value)
    const call =
      made.kind === 'call' ? [placed({ kind: 'call', call: made } as const, made.span) as Statement] : []
    return [...around.before, ...call, ...around.after]
  }

  private leave(statement: Extract<CStatement, { kind: 'return' }>, isLast: boolean): readonly Statement[] {
    const written: Statement[] = []
    if (statement.value && this.scope.result !== undefined) {
      const around = this.around()
      const { value } = translateExpression(around, statement.value)
      written.push(...around.before, assignNode(this.scope.result, value, statement), ...around.after)
    } else if (statement.value && constantOf(statement.value) === undefined) {
      written.push(...this.expression(statement.value))
    }
    if (isLast) return written
    this.returned ??= this.scope.fresh('returned')
    return [...written, this.raise(this.returned, statement)]
  }

  private loop(
    span: Span,
    condition: CExpression | undefined,
    body: CStatement,
    next: CExpression | undefined,
    atEnd: boolean,
  ): readonly Statement[] {
    const loop = { broken: this.scope.fresh('broken'), skipped: this.scope.fresh('skipped') }
    this.loops.push(loop)
    const outer = this.raised
    this.raised = new Set()
    const written = this.body(body)
    this.loops.pop()
    const raised = this.raised
    this.raised = outer
    const stepping = next ? this.expression(next) : []
    const test = this.around()
    const asked: Translated = condition
      ? translateExpression(test, condition)
      : { value: numberNode(1, span), whole: true }
    const testing = [...test.before, ...test.after]
    // The condition may have to do something first, and a loop of NMODL asks nothing else: a flag carries the answer.
    const going = this.scope.fresh('going')
    const ask = [...testing, assignNode(going, asked.value, span)]
    const isPlain = testing.length === 0 && raised.size === 0 && !atEnd
    if (isPlain) return [whileNode(asked.value, [...written, ...stepping], span)]
    const start = atEnd ? [assignNode(going, numberNode(1, span), span)] : ask
    const build = (statements: readonly Statement[]) => whileNode(nameNode(going, span), statements, span)
    const stops = [...raised].filter(flag => flag !== loop.skipped)
    const again = [...stepping, ...ask]
    const onward =
      stops.length > 0
        ? [ifNode(noneOf(new Set(stops), span), again, [assignNode(going, numberNode(0, span), span)], span)]
        : again
    return [localNode([going], span), ...start, ...this.flagged(span, loop, raised, build, written, onward)]
  }

  /** A loop whose body may jump: its flags, and what each round does about them. */
  private flagged(
    span: Span,
    loop: { readonly broken: Flag; readonly skipped: Flag },
    raised: ReadonlySet<Flag>,
    build: (body: readonly Statement[]) => Statement,
    written: readonly Statement[],
    onward: readonly Statement[] = [],
  ): readonly Statement[] {
    const zero = (flag: Flag) => [localNode([flag], span), assignNode(flag, numberNode(0, span), span)]
    const skips = raised.has(loop.skipped)
    const stops = new Set([...raised].filter(flag => flag !== loop.skipped))
    const round = [...(skips ? [assignNode(loop.skipped, numberNode(0, span), span)] : []), ...written]
    const guarded =
      onward.length === 0 && stops.size > 0 ? [ifNode(noneOf(stops, span), round, [], span)] : round
    for (const flag of stops) if (flag !== loop.broken) this.raised.add(flag)
    return [
      ...(raised.has(loop.broken) ? zero(loop.broken) : []),
      ...(skips ? zero(loop.skipped) : []),
      build([...guarded, ...onward]),
    ]
  }

  /** `switch`: from the group whose label fits onwards, until a `break`. */
  private choose({ value, groups, ...place }: Extract<CStatement, { kind: 'switch' }>): readonly Statement[] {
    const span = { start: place.start, end: place.end }
    if (groups.some(({ labels }, index) => labels.includes(undefined) && index < groups.length - 1))
      throw new Unsupported('its "default" does not come last', span)
    const [asked, on, broken] = ['asked', 'on', 'broken'].map(name => this.scope.fresh(name)) as [
      string,
      string,
      string,
    ]
    const around = this.around()
    const number = translateExpression(around, value).value
    const written: Statement[] = [
      ...around.before,
      localNode([asked, on, broken], span),
      assignNode(asked, number, span),
      ...around.after,
      assignNode(on, numberNode(0, span), span),
      assignNode(broken, numberNode(0, span), span),
    ]
    this.loops.push({ broken, skipped: this.loops.at(-1)?.skipped ?? broken })
    for (const { labels, statements } of groups) {
      for (const label of labels) {
        const fits = label
          ? binaryNode('==', nameNode(asked, span), translateExpression(this.around(), label).value, span)
          : numberNode(1, span)
        written.push(ifNode(fits, [assignNode(on, numberNode(1, span), span)], [], span))
      }
      const goesOn = binaryNode(
        '&&',
        nameNode(on, span),
        noneOf(new Set([broken, ...this.raised]), span),
        span,
      )
      this.scope.enter()
      written.push(ifNode(goesOn, this.list(statements), [], span))
      this.scope.leave()
    }
    this.loops.pop()
    this.raised.delete(broken)
    return written
  }

  private raise(flag: Flag, span: Span): Statement {
    this.raised.add(flag)
    return assignNode(flag, numberNode(1, span), span)
  }

  private around(): Around {
    return { scope: this.scope, before: [], after: [] }
  }
}

function whileNode(condition: Expression, statements: readonly Statement[], span: Span): Statement {
  return placed({ kind: 'while', condition, body: placed({ statements }, span) } as const, span) as Statement
}

/** Whether none of the flags is up. */
function noneOf(flags: ReadonlySet<Flag>, span: Span): Expression {
  const [first = '', ...others] = flags
  const isDown = (flag: Flag) => binaryNode('==', nameNode(flag, span), numberNode(0, span), span)
  return others.reduce((all, flag) => binaryNode('&&', all, isDown(flag), span), isDown(first))
}

/** Whether some statement changes a name. */
function assigns(part: unknown, name: string): boolean {
  if (typeof part !== 'object' || part === null) return false
  if ('target' in part && 'kind' in part && (part.kind === 'assign' || part.kind === 'step')) {
    let target = part.target as CExpression
    while (target.kind === 'index') target = target.base
    if (target.kind === 'name' && target.name === name) return true
  }
  return Object.values(part).some(inner => assigns(inner, name))
}

function constantOf(node: CExpression): number | undefined {
  if (node.kind === 'number') return node.value
  if (node.kind === 'unary' && node.operator === '-') {
    const inner = constantOf(node.operand)
    return inner === undefined ? undefined : -inner
  }
  return node.kind === 'cast' ? constantOf(node.operand) : undefined
}
