import type { PureOperation } from '../../program/graph.ts'
import type { NodeColumn } from '../../kernel/abi.ts'

/** The elementary functions, with the operation that computes each and its number of arguments. */
export const builtinFunctions: Readonly<
  Record<string, { readonly operation: PureOperation; readonly arity: number }>
> = {
  exp: { operation: 'exp', arity: 1 },
  log: { operation: 'log', arity: 1 },
  log10: { operation: 'log10', arity: 1 },
  sin: { operation: 'sin', arity: 1 },
  cos: { operation: 'cos', arity: 1 },
  tan: { operation: 'tan', arity: 1 },
  asin: { operation: 'asin', arity: 1 },
  acos: { operation: 'acos', arity: 1 },
  atan: { operation: 'atan', arity: 1 },
  atan2: { operation: 'atan2', arity: 2 },
  sinh: { operation: 'sinh', arity: 1 },
  cosh: { operation: 'cosh', arity: 1 },
  tanh: { operation: 'tanh', arity: 1 },
  sqrt: { operation: 'sqrt', arity: 1 },
  fabs: { operation: 'abs', arity: 1 },
  floor: { operation: 'floor', arity: 1 },
  ceil: { operation: 'ceil', arity: 1 },
  fmod: { operation: 'fmod', arity: 2 },
  pow: { operation: 'pow', arity: 2 },
  erf: { operation: 'erf', arity: 1 },
  INT: { operation: 'trunc', arity: 1 },
  fmin: { operation: 'min', arity: 2 },
  fmax: { operation: 'max', arity: 2 },
}

/** Where a quantity of the simulation, as against one of the mechanism, comes from. */
export type HostQuantity =
  | { readonly from: 'uniform' }
  | { readonly from: 'node'; readonly column: NodeColumn }
  /** Not a number that is kept: 0 until the same pass over the statements assigns it; assigning it acts on the run. */
  | { readonly from: 'run' }

/** Names that mean a quantity of the simulation in every mechanism. */
export const hostQuantities: Readonly<Record<string, HostQuantity>> = {
  t: { from: 'uniform' },
  dt: { from: 'uniform' },
  celsius: { from: 'uniform' },
  secondorder: { from: 'uniform' },
  v: { from: 'node', column: 'v' },
  area: { from: 'node', column: 'area' },
  diam: { from: 'node', column: 'diameter' },
  stoprun: { from: 'run' },
}

/** Numbers that statements know without a declaration, because the C language or NEURON defines them. */
export const builtinConstants: Readonly<Record<string, number>> = {
  /** What NEURON adds to times before it compares them [ms]. */
  hoc_epsilon: 1e-11,
  INFINITY: Infinity,
  M_PI: Math.PI,
  M_E: Math.E,
}
