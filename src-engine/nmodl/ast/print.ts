import type {
  Argument,
  Block,
  Body,
  Declaration,
  Expression,
  Identifier,
  NeuronStatement,
  Statement,
  SyntaxTree,
  UnitDefinition,
} from './nodes.ts'

/** A tree as NMODL text in one layout; printing what was parsed from printed text changes nothing. */
export function printTree(tree: SyntaxTree): string {
  return tree.blocks.map(block => `${printBlock(block)}\n`).join('\n')
}

function printBlock(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `TITLE ${block.text}`.trimEnd()
    case 'neuron':
      return braces('NEURON', block.statements.map(printNeuronStatement))
    case 'unit-definitions':
      return braces('UNITS', block.definitions.map(printUnitDefinition))
    case 'parameter':
    case 'constant':
    case 'assigned':
    case 'state':
      return braces(
        block.kind.toUpperCase(),
        block.declarations.map(declaration => printDeclaration(declaration, block.kind === 'state')),
      )
    case 'independent':
      return 'INDEPENDENT { t FROM 0 TO 1 WITH 1 (ms) }'
    case 'local':
      return `LOCAL ${printNames(block.names)}`
    case 'define':
      return `DEFINE ${block.name.name} ${block.value}`
    case 'initial':
    case 'breakpoint':
      return `${block.kind.toUpperCase()} ${printBody(block.body, '')}`
    case 'derivative':
      return `DERIVATIVE ${block.name.name} ${printBody(block.body, '')}`
    case 'function':
    case 'procedure':
      return `${block.kind.toUpperCase()} ${block.name.name}(${printArguments(block.arguments)})${unitSuffix(block.unit)} ${printBody(block.body, '')}`
    case 'later':
      return `${block.word}${block.name === '' ? '' : ` ${block.name}`} { }`
    case 'units':
      return block.on ? 'UNITSON' : 'UNITSOFF'
  }
}

function braces(word: string, lines: readonly string[]): string {
  return `${word} {\n${lines.map(line => `  ${line}\n`).join('')}}`
}

function printNames(names: readonly Identifier[]): string {
  return names.map(name => name.name).join(', ')
}

function printArguments(formals: readonly Argument[]): string {
  return formals.map(argument => `${argument.name.name}${unitSuffix(argument.unit)}`).join(', ')
}

function unitSuffix(unit: string): string {
  return unit === '' ? '' : ` (${unit})`
}

function printNeuronStatement(statement: NeuronStatement): string {
  switch (statement.kind) {
    case 'suffix':
    case 'point_process':
    case 'artificial_cell':
      return `${statement.kind.toUpperCase()} ${statement.name.name}`
    case 'useion': {
      const reads = statement.reads.length === 0 ? '' : ` READ ${printNames(statement.reads)}`
      const writes = statement.writes.length === 0 ? '' : ` WRITE ${printNames(statement.writes)}`
      const valence = statement.valence === undefined ? '' : ` VALENCE ${statement.valence}`
      return `USEION ${statement.ion.name}${reads}${writes}${valence}`
    }
    case 'threadsafe':
      return 'THREADSAFE'
    default:
      return `${statement.kind.toUpperCase()} ${printNames(statement.names)}`
  }
}

function printUnitDefinition(definition: UnitDefinition): string {
  if (definition.kind === 'alias') return `(${definition.name}) = (${definition.unit})`
  const value = definition.factor === '' ? String(definition.value) : `(${definition.factor})`
  return `${definition.name.name} = ${value}${unitSuffix(definition.unit)}`
}

function printDeclaration(declaration: Declaration, isState: boolean): string {
  const { name, length, value, unit, limits, tolerance, comment } = declaration
  const array = length ? `[${length.name}]` : ''
  const given = value === undefined ? '' : isState ? ` START ${value}` : ` = ${value}`
  const bounds = limits ? ` <${limits[0]}, ${limits[1]}>` : tolerance === undefined ? '' : ` <${tolerance}>`
  return `${name.name}${array}${given}${unitSuffix(unit)}${bounds}${comment === '' ? '' : `  : ${comment}`}`
}

function printBody(body: Body, indent: string): string {
  const inner = `${indent}  `
  return `{\n${body.statements.map(statement => `${inner}${printStatement(statement, inner)}\n`).join('')}${indent}}`
}

function printStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'assign': {
      const index = statement.index ? `[${printExpression(statement.index)}]` : ''
      return `${statement.target.name}${index} = ${printExpression(statement.value)}`
    }
    case 'derivative':
      return `${statement.state.name}' = ${printExpression(statement.value)}`
    case 'call':
      return printExpression(statement.call)
    case 'if': {
      const branches = statement.branches.map(
        ({ condition, body }) => `if (${printExpression(condition)}) ${printBody(body, indent)}`,
      )
      const otherwise = statement.otherwise ? ` else ${printBody(statement.otherwise, indent)}` : ''
      return `${branches.join(' else ')}${otherwise}`
    }
    case 'from': {
      const step = statement.step ? ` BY ${printExpression(statement.step)}` : ''
      const range = `${printExpression(statement.first)} TO ${printExpression(statement.last)}`
      return `FROM ${statement.variable.name} = ${range}${step} ${printBody(statement.body, indent)}`
    }
    case 'while':
      return `while (${printExpression(statement.condition)}) ${printBody(statement.body, indent)}`
    case 'local':
      return `LOCAL ${printNames(statement.names)}`
    case 'solve': {
      const word = statement.steadyState ? 'STEADYSTATE' : 'METHOD'
      return `SOLVE ${statement.block.name}${statement.method ? ` ${word} ${statement.method.name}` : ''}`
    }
    case 'table': {
      const names = statement.names.length === 0 ? '' : ` ${printNames(statement.names)}`
      const depends = statement.depends.length === 0 ? '' : ` DEPEND ${printNames(statement.depends)}`
      const range = `FROM ${printExpression(statement.first)} TO ${printExpression(statement.last)}`
      return `TABLE${names}${depends} ${range} WITH ${printExpression(statement.intervals)}`
    }
    case 'conductance':
      return `CONDUCTANCE ${statement.name.name}${statement.ion ? ` USEION ${statement.ion.name}` : ''}`
    case 'verbatim':
      return `VERBATIM${statement.text}ENDVERBATIM`
    case 'units':
      return statement.on ? 'UNITSON' : 'UNITSOFF'
  }
}

/** How tightly a printed expression binds; a sign stands between `*` and `^`. */
const strengths: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '^': 7,
}
const comparison = 3
const sign = 6
const primary = 8

/** An expression with no more parentheses than its meaning needs. */
export function printExpression(expression: Expression): string {
  return printAt(expression, 0)
}

function printAt(expression: Expression, weakest: number): string {
  const text = printBare(expression)
  return strengthOf(expression) < weakest ? `(${text})` : text
}

function strengthOf(expression: Expression): number {
  if (expression.kind === 'unary') return sign
  return expression.kind === 'binary' ? (strengths[expression.operator] ?? comparison) : primary
}

function printBare(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `${expression.text}${unitSuffix(expression.unit)}`
    case 'name':
      return expression.name
    case 'element':
      return `${expression.name}[${printExpression(expression.index)}]`
    case 'string':
      return `"${expression.text}"`
    case 'call':
      return `${expression.callee.name}(${expression.arguments.map(printExpression).join(', ')})`
    case 'unary':
      return `${expression.operator}${printAt(expression.operand, sign)}`
    case 'binary': {
      const { operator, left, right } = expression
      if (operator === '^') return `${printAt(left, primary)}^${printAt(right, sign)}`
      const strength = strengthOf(expression)
      return `${printAt(left, strength)} ${operator} ${printAt(right, strength + 1)}`
    }
  }
}
