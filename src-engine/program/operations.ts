/** What an operation does with its operands. */
export interface Operation {
  /** How many value operands it reads (0–3). */
  readonly operands: 0 | 1 | 2 | 3
  /** What its destination field means. */
  readonly writes: 'register' | 'column' | 'indexed' | 'uniform' | 'none'
  /** Rough cost in additions; decides whether skipping it is worth a test. */
  readonly cost: number
  readonly meaning: string
}

/**
 * The whole instruction set of the vector machine. The order is the opcode; `build/addon.ts` writes the C++
 * enum from this table, so that the two cannot differ. Truth values are the numbers 0 and 1.
 * Every arithmetic operation rounds once, to nearest; nothing is fused into a single rounding.
 */
export const operations = {
  copy: { operands: 1, writes: 'register', cost: 1, meaning: 'a' },
  add: { operands: 2, writes: 'register', cost: 1, meaning: 'a + b' },
  sub: { operands: 2, writes: 'register', cost: 1, meaning: 'a - b' },
  mul: { operands: 2, writes: 'register', cost: 1, meaning: 'a * b' },
  div: { operands: 2, writes: 'register', cost: 4, meaning: 'a / b' },
  neg: { operands: 1, writes: 'register', cost: 1, meaning: '-a' },
  abs: { operands: 1, writes: 'register', cost: 1, meaning: '|a|' },
  mulAdd: { operands: 3, writes: 'register', cost: 2, meaning: 'a * b + c, rounded twice' },
  mulSub: { operands: 3, writes: 'register', cost: 2, meaning: 'a * b - c, rounded twice' },
  subMul: { operands: 3, writes: 'register', cost: 2, meaning: 'c - a * b, rounded twice' },
  min: { operands: 2, writes: 'register', cost: 1, meaning: 'a < b ? a : b' },
  max: { operands: 2, writes: 'register', cost: 1, meaning: 'a > b ? a : b' },
  sqrt: { operands: 1, writes: 'register', cost: 6, meaning: 'square root' },
  floor: { operands: 1, writes: 'register', cost: 1, meaning: 'largest integer not above a' },
  ceil: { operands: 1, writes: 'register', cost: 1, meaning: 'smallest integer not below a' },
  fmod: { operands: 2, writes: 'register', cost: 10, meaning: "remainder of a / b with a's sign, exact" },
  exp: {
    operands: 1,
    writes: 'register',
    cost: 8,
    meaning: 'e^a with NMODL clamping: a > 700 as 700, a < -700 gives 0',
  },
  expm1: { operands: 1, writes: 'register', cost: 12, meaning: 'e^a - 1 without cancellation' },
  log: { operands: 1, writes: 'register', cost: 12, meaning: 'natural logarithm' },
  log10: { operands: 1, writes: 'register', cost: 13, meaning: 'decimal logarithm' },
  pow: { operands: 2, writes: 'register', cost: 30, meaning: 'a^b' },
  sin: { operands: 1, writes: 'register', cost: 15, meaning: 'sine' },
  cos: { operands: 1, writes: 'register', cost: 15, meaning: 'cosine' },
  tan: { operands: 1, writes: 'register', cost: 20, meaning: 'tangent' },
  asin: { operands: 1, writes: 'register', cost: 20, meaning: 'arc sine' },
  acos: { operands: 1, writes: 'register', cost: 20, meaning: 'arc cosine' },
  atan: { operands: 1, writes: 'register', cost: 15, meaning: 'arc tangent' },
  atan2: { operands: 2, writes: 'register', cost: 20, meaning: 'angle of the point (b, a)' },
  sinh: { operands: 1, writes: 'register', cost: 20, meaning: 'hyperbolic sine' },
  cosh: { operands: 1, writes: 'register', cost: 20, meaning: 'hyperbolic cosine' },
  tanh: { operands: 1, writes: 'register', cost: 20, meaning: 'hyperbolic tangent' },
  erf: { operands: 1, writes: 'register', cost: 30, meaning: 'error function' },
  lt: { operands: 2, writes: 'register', cost: 1, meaning: 'a < b' },
  le: { operands: 2, writes: 'register', cost: 1, meaning: 'a <= b' },
  eq: { operands: 2, writes: 'register', cost: 1, meaning: 'a == b' },
  ne: { operands: 2, writes: 'register', cost: 1, meaning: 'a != b' },
  and: { operands: 2, writes: 'register', cost: 1, meaning: 'a != 0 and b != 0' },
  or: { operands: 2, writes: 'register', cost: 1, meaning: 'a != 0 or b != 0' },
  not: { operands: 1, writes: 'register', cost: 1, meaning: 'a == 0' },
  select: { operands: 3, writes: 'register', cost: 1, meaning: 'a != 0 ? b : c' },
  gather: { operands: 1, writes: 'register', cost: 2, meaning: 'indexed column a at this lane’s index' },
  store: { operands: 1, writes: 'column', cost: 1, meaning: 'own column := a' },
  assignAt: { operands: 1, writes: 'indexed', cost: 2, meaning: 'indexed column at this lane’s index := a' },
  addAt: {
    operands: 1,
    writes: 'indexed',
    cost: 2,
    meaning: 'indexed column at this lane’s index += a, in lane order',
  },
  setUniform: { operands: 1, writes: 'uniform', cost: 1, meaning: 'uniform := a of the last live lane' },
  skipUnless: {
    operands: 1,
    writes: 'none',
    cost: 1,
    meaning: 'destination = number of operations to skip when a is 0 in every live lane; forwards only',
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof operations

/** Opcode → name. */
export const operationNames = Object.keys(operations) as readonly OperationName[]

/** Name → opcode. */
export const opcodes = Object.fromEntries(operationNames.map((name, opcode) => [name, opcode])) as Readonly<
  Record<OperationName, number>
>
