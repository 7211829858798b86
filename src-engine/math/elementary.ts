/**
 * The elementary functions of the engine: the same algorithms as native/laneMath, operation for operation, so that a
 * number computed here and one computed in any lane of the machine are equal to the last bit, on every computer.
 * `Math.exp` and its like differ between versions of the runtime and must not be used for results.
 */
export { acos, asin, atan, atan2 } from './elementary/arc.ts'
export { erf } from './elementary/errorFunction.ts'
export { exp, expm1 } from './elementary/exponential.ts'
export { cosh, sinh, tanh } from './elementary/hyperbolic.ts'
export { log, log10, pow } from './elementary/logarithm.ts'
export { cos, sin, tan } from './elementary/trigonometric.ts'
