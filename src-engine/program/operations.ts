/** What an operation does with its operands. */
export interface Operation {
  /** How many value operands it reads (0–3). */
  readonly operands: 0 | 1 | 2 | 3
  /** What its destination field means. */
  readonly writes: 'register' | 'column' | 'indexed' | 'element' | 'uniform' | 'fault' | 'event' | 'none'
  /** Rough cost in additions; decides whether skipping it is worth a test. */
  readonly cost: number
  readonly meaning: string
}

/**
 * The whole instruction set of the vector machine. The order is the opcode; `build/addon.ts` writes the C++
 * enum from this table, so that the two cannot differ. Truth values are the numbers 0 and 1. Operations modulo 2^32
 * truncate their operands first; what is not finite counts as 0.
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
  trunc: { operands: 1, writes: 'register', cost: 2, meaning: 'a without its fraction' },
  xor32: { operands: 2, writes: 'register', cost: 6, meaning: 'a ^ b of whole numbers modulo 2^32' },
  and32: { operands: 2, writes: 'register', cost: 6, meaning: 'a & b of whole numbers modulo 2^32' },
  or32: { operands: 2, writes: 'register', cost: 6, meaning: 'a | b of whole numbers modulo 2^32' },
  shiftLeft32: {
    operands: 2,
    writes: 'register',
    cost: 8,
    meaning: 'a << b of whole numbers modulo 2^32; 0 from b = 32 on',
  },
  shiftRight32: {
    operands: 2,
    writes: 'register',
    cost: 8,
    meaning: 'a >> b of whole numbers modulo 2^32, zeros coming in; 0 from b = 32 on',
  },
  mulLow32: { operands: 2, writes: 'register', cost: 8, meaning: 'a * b of whole numbers modulo 2^32' },
  mulHigh32: {
    operands: 2,
    writes: 'register',
    cost: 8,
    meaning: 'a * b of whole numbers modulo 2^32, divided by 2^32 and rounded down',
  },
  element: {
    operands: 3,
    writes: 'register',
    cost: 4,
    meaning: 'column a at index b, truncated, where c != 0; else 0. Out of range: the slot’s fault, and 0',
  },
  storeElement: {
    operands: 3,
    writes: 'element',
    cost: 4,
    meaning: 'column at index b, truncated, := a where c != 0, in lane order. Out of range: the slot’s fault',
  },
  loop: {
    operands: 1,
    writes: 'fault',
    cost: 1,
    meaning: 'begins a loop of at most a rounds (a constant); destination = fault of a lane that wants more',
  },
  leaveUnless: {
    operands: 1,
    writes: 'none',
    cost: 1,
    meaning:
      'destination = operations to skip, to just behind the loop’s end, when a is 0 in every live lane or a lane wants too many rounds',
  },
  again: {
    operands: 0,
    writes: 'none',
    cost: 1,
    meaning: 'next round: destination = operations to go back, to the one behind the loop’s beginning',
  },
  fault: { operands: 1, writes: 'fault', cost: 1, meaning: 'destination is the fault of lanes where a != 0' },
  emit: {
    operands: 3,
    writes: 'event',
    cost: 1,
    meaning: 'event of kind destination (effects.ts) at time a with flag b, where c != 0',
  },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationName = keyof typeof operations

/** Opcode → name. */
export const operationNames = Object.keys(operations) as readonly OperationName[]

/** Name → opcode. */
export const opcodes = Object.fromEntries(operationNames.map((name, opcode) => [name, opcode])) as Readonly<
  Record<OperationName, number>
>
