import type { Argument, Body, LocalName, ReactionStatement, ReactionTerm, Statement } from './statements.ts'
import type {
  Block,
  Declaration,
  IndependentVariable,
  NeuronStatement,
  SteppedVariable,
  SyntaxTree,
  UnitDefinition,
} from './blocks.ts'
import type { Identifier } from './expressions.ts'
import { printExpression, printIndex, unitSuffix } from './printExpression.ts'

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
        block.declarations.map(declaration => printDeclaration(declaration, block.kind)),
      )
    case 'independent':
      return braces('INDEPENDENT', block.variables.map(printIndependent))
    case 'stepped':
      return braces('STEPPED', block.variables.map(printStepped))
    case 'local':
      return `LOCAL ${printLocals(block.names)}`
    case 'define':
      return `DEFINE ${block.name.name} ${block.value}`
    case 'initial':
    case 'breakpoint':
    case 'constructor':
    case 'destructor':
      return `${block.kind.toUpperCase()} ${printBody(block.body, '')}`
    case 'derivative':
    case 'kinetic':
    case 'linear':
    case 'nonlinear':
    case 'discrete': {
      const solveFor = block.solveFor.length === 0 ? '' : ` SOLVEFOR ${printNames(block.solveFor)}`
      return `${block.kind.toUpperCase()} ${block.name.name}${solveFor} ${printBody(block.body, '')}`
    }
    case 'function':
    case 'procedure':
      return `${block.kind.toUpperCase()} ${block.name.name}(${printArguments(block.arguments)})${unitSuffix(block.unit)} ${printBody(block.body, '')}`
    case 'function-table':
      return `FUNCTION_TABLE ${block.name.name}(${printArguments(block.arguments)})${unitSuffix(block.unit)}`
    case 'net-receive':
      return `NET_RECEIVE (${printArguments(block.arguments)}) ${printBody(block.body, '')}`
    case 'hook':
      return `${block.when.toUpperCase()} ${block.at.toUpperCase()} ${printBody(block.body, '')}`
    case 'verbatim':
      return `VERBATIM${block.text}ENDVERBATIM`
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

function printLocals(names: readonly LocalName[]): string {
  return names.map(({ name, length }) => `${name}${printLength(length)}`).join(', ')
}

function printLength(length: number | undefined): string {
  return length === undefined ? '' : `[${length}]`
}

function printArguments(formals: readonly Argument[]): string {
  return formals.map(argument => `${argument.name.name}${unitSuffix(argument.unit)}`).join(', ')
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
      const represents = statement.represents === undefined ? '' : ` REPRESENTS ${statement.represents}`
      return `USEION ${statement.ion.name}${reads}${writes}${valence}${represents}`
    }
    case 'threadsafe':
      return `THREADSAFE ${printNames(statement.names)}`.trimEnd()
    case 'represents':
      return `REPRESENTS ${statement.term}`
    default:
      return `${statement.kind.toUpperCase()} ${printNames(statement.names)}`
  }
}

function printUnitDefinition(definition: UnitDefinition): string {
  if (definition.kind === 'alias') return `(${definition.name}) = (${definition.unit})`
  const value = definition.factor === '' ? String(definition.value) : `(${definition.factor})`
  return `${definition.name.name} = ${value}${definition.converts ? ' ->' : ''}${unitSuffix(definition.unit)}`
}

function printDeclaration(declaration: Declaration, block: string): string {
  const { name, length, value, unit, limits, range, tolerance } = declaration
  const takesStart = block === 'state' || block === 'assigned'
  const given = value === undefined ? '' : takesStart ? ` START ${value}` : ` = ${value}`
  const between = range ? ` FROM ${range[0]} TO ${range[1]}` : ''
  const bounds = limits ? ` <${limits[0]}, ${limits[1]}>` : tolerance === undefined ? '' : ` <${tolerance}>`
  const start = takesStart ? `${between}${given}` : `${given}${between}`
  return `${name.name}${printLength(length)}${start}${unitSuffix(unit)}${bounds}${beside(declaration.comment)}`
}

function beside(comment: string): string {
  return comment === '' ? '' : `  : ${comment}`
}

function printIndependent(variable: IndependentVariable): string {
  const { name, first, last, steps, start, unit, sweep } = variable
  const begun = start === undefined ? '' : ` START ${start}`
  return `${sweep ? 'SWEEP ' : ''}${name.name} FROM ${first} TO ${last} WITH ${steps}${begun}${unitSuffix(unit)}`
}

function printStepped({ name, values, unit, comment }: SteppedVariable): string {
  return `${name.name} = ${values.join(', ')}${unitSuffix(unit)}${beside(comment)}`
}

function printBody(body: Body, indent: string): string {
  const inner = `${indent}  `
  return `{\n${body.statements.map(statement => `${inner}${printStatement(statement, inner)}\n`).join('')}${indent}}`
}

function printStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'assign':
      return `${statement.target.name}${printIndex(statement.index)} = ${printExpression(statement.value)}`
    case 'derivative':
      return `${statement.state.name}'${printIndex(statement.index)} = ${printExpression(statement.value)}`
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
      return `LOCAL ${printLocals(statement.names)}`
    case 'reaction':
      return printReaction(statement)
    case 'conserve':
      return `CONSERVE ${printTerms(statement.terms)} = ${printExpression(statement.total)}`
    case 'compartment':
    case 'longitudinal-diffusion': {
      const word = statement.kind === 'compartment' ? 'COMPARTMENT' : 'LONGITUDINAL_DIFFUSION'
      const variable = statement.variable ? `${statement.variable.name}, ` : ''
      const states = statement.states.map(state => state.name).join(' ')
      return `${word} ${variable}${printExpression(statement.value)} { ${states} }`
    }
    case 'equation':
      return `~ ${printExpression(statement.left)} = ${printExpression(statement.right)}`
    case 'watch': {
      const watches = statement.watches.map(
        ({ condition, flag }) => `(${printExpression(condition)}) ${printExpression(flag)}`,
      )
      return `WATCH ${watches.join(', ')}`
    }
    case 'for-netcons':
      return `FOR_NETCONS (${printArguments(statement.arguments)}) ${printBody(statement.body, indent)}`
    case 'net-initial':
      return `INITIAL ${printBody(statement.body, indent)}`
    case 'forall':
      return `FORALL ${statement.variable.name} ${printBody(statement.body, indent)}`
    case 'lag':
      return `LAG ${statement.name.name} BY ${statement.by.name}`
    case 'protect':
      return `PROTECT ${statement.body.statements.map(inner => printStatement(inner, indent)).join(' ')}`
    case 'mutex':
      return statement.lock ? 'MUTEXLOCK' : 'MUTEXUNLOCK'
    case 'block':
      return printBody(statement.body, indent)
    case 'solve': {
      const word = statement.steadyState ? 'STEADYSTATE' : 'METHOD'
      const method = statement.method ? ` ${word} ${statement.method.name}` : ''
      const ifError = statement.ifError ? ` IFERROR ${printBody(statement.ifError, indent)}` : ''
      return `SOLVE ${statement.block.name}${method}${ifError}`
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

function printReaction({ arrow, left, right, rates }: ReactionStatement): string {
  const products = right.length === 0 ? '' : ` ${printTerms(right)}`
  return `~ ${printTerms(left)} ${arrow}${products} (${rates.map(printExpression).join(', ')})`
}

function printTerms(terms: readonly ReactionTerm[]): string {
  return terms
    .map(({ count, name, index }) => `${count === 1 ? '' : `${count} `}${name.name}${printIndex(index)}`)
    .join(' + ')
}
