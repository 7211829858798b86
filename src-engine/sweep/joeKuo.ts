/** A primitive polynomial (its degree, and its inner coefficients as bits) and the first direction numbers. */
export interface DirectionNumbers {
  readonly degree: number
  readonly coefficients: number
  readonly first: readonly number[]
}

const row = (degree: number, coefficients: number, ...first: readonly number[]): DirectionNumbers => ({
  degree,
  coefficients,
  first,
})

/**
 * Direction numbers of the dimensions from the second on: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better
 * two-dimensional projections, SIAM J. Sci. Comput. 30 (2008), set D(6).
 */
export const directionNumbers: readonly DirectionNumbers[] = [
  row(1, 0, 1),
  row(2, 1, 1, 3),
  row(3, 1, 1, 3, 1),
  row(3, 2, 1, 1, 1),
  row(4, 1, 1, 1, 3, 3),
  row(4, 4, 1, 3, 5, 13),
  row(5, 2, 1, 1, 5, 5, 17),
  row(5, 4, 1, 1, 5, 5, 5),
  row(5, 7, 1, 1, 7, 11, 19),
  row(5, 11, 1, 1, 5, 1, 1),
  row(5, 13, 1, 1, 1, 3, 11),
  row(5, 14, 1, 3, 5, 5, 31),
  row(6, 1, 1, 3, 3, 9, 7, 49),
  row(6, 13, 1, 1, 1, 15, 21, 21),
  row(6, 16, 1, 3, 1, 13, 27, 49),
  row(6, 19, 1, 1, 1, 15, 7, 5),
  row(6, 22, 1, 3, 1, 15, 13, 25),
  row(6, 25, 1, 1, 5, 5, 19, 61),
  row(7, 1, 1, 3, 7, 11, 23, 15, 103),
  row(7, 4, 1, 3, 7, 13, 13, 15, 69),
]
