import { type CableImpedances, solveTree, type Tree } from './cable.ts'
import { type Complex, difference, product, solveComplex } from './complex.ts'

/** A current out of one node that answers to the potential of another. */
export interface Coupling {
  readonly node: number
  readonly source: number
  /** [µS] */
  readonly admittance: Complex
}

/** Impedances between nodes of cells that are coupled with each other [MΩ]. */
export interface CoupledImpedances {
  /** Potential at `to` for a current of 1 nA into `from`. */
  between(to: number, from: number): Complex
}

const zero: Complex = { re: 0, im: 0 }

/**
 * Solves trees with couplings between them for one frequency: where T is the trees' own matrix, of the whole
 * T + Σ_k y_k·e_node(k)·e_source(k)ᵀ the inverse is (Woodbury 1950)
 *
 *   Z = T⁻¹ − T⁻¹·N·(1 + Sᵀ·T⁻¹·N)⁻¹·Sᵀ·T⁻¹,   N = [y_k·e_node(k)],  S = [e_source(k)]
 *
 * T⁻¹ is symmetric, and its columns are solutions of single trees. Undefined where the whole is singular.
 *
 * @param admittances of the membrane of each position of each tree, its capacitance included [µS]
 * @param site node that will be asked about most
 */
export function solveCoupled(
  trees: readonly Tree[],
  admittances: readonly (readonly Complex[])[],
  { couplings, site }: { readonly couplings: readonly Coupling[]; readonly site: number },
): CoupledImpedances | undefined {
  const placeOf = new Map<number, { readonly tree: number; readonly position: number }>()
  trees.forEach(({ nodes }, tree) => nodes.forEach((node, position) => placeOf.set(node, { tree, position })))
  const columns = new Map<number, CableImpedances>()
  const columnOf = (node: number) => {
    const { tree, position } = placeOf.get(node) ?? { tree: 0, position: 0 }
    const column = columns.get(node) ?? solveTree(trees[tree]!, admittances[tree]!, position)
    columns.set(node, column)
    return column
  }
  columnOf(site)
  /** An entry of T⁻¹; one of both is a node from which there is a column. */
  const alone = (of: number, column: number): Complex => {
    const [there, here] = [placeOf.get(of), placeOf.get(column)]
    if (!there || !here || there.tree !== here.tree) return zero
    return columnOf(column).transfer[there.position] ?? zero
  }
  const inner = couplings.map(({ source }, row) =>
    couplings.map(({ node, admittance }, column): Complex => {
      const entry = product(alone(source, node), admittance)
      return row === column ? { re: 1 + entry.re, im: entry.im } : entry
    }),
  )
  const inverse: (readonly Complex[])[] = []
  for (let column = 0; column < couplings.length; column++) {
    const solved = solveComplex(
      inner,
      couplings.map((_, row) => ({ re: row === column ? 1 : 0, im: 0 })),
    )
    if (!solved) return undefined
    inverse.push(solved)
  }
  return {
    between(to, from) {
      const [there, here] = [placeOf.get(to), placeOf.get(from)]
      let found = zero
      if (there && here && there.tree === here.tree)
        found =
          to === from && !columns.has(from)
            ? (firstColumn(there.tree).input[there.position] ?? zero)
            : columns.has(to)
              ? alone(from, to)
              : alone(to, from)
      couplings.forEach(({ node, admittance }, k) => {
        const into = product(alone(to, node), admittance)
        if (into.re === 0 && into.im === 0) return
        couplings.forEach(({ source }, l) => {
          const factor = product(into, inverse[l]?.[k] ?? zero)
          found = difference(found, product(factor, alone(from, source)))
        })
      })
      return found
    },
  }

  /** Any column of a tree: each has the diagonal of the inverse besides. */
  function firstColumn(tree: number): CableImpedances {
    for (const [node, column] of columns) if (placeOf.get(node)?.tree === tree) return column
    return columnOf(trees[tree]!.nodes[0]!)
  }
}

/** The trees that hang together by couplings with the tree of a node. */
export function treesTogether(
  node: number,
  pairs: readonly { readonly node: number; readonly source: number }[],
  treeAt: (node: number) => Tree,
): Tree[] {
  const found: Tree[] = []
  const isKnown = (one: number) => found.some(({ nodes }) => nodes.includes(one))
  const open = [node]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isKnown(next)) continue
    found.push(treeAt(next))
    for (const { node: one, source: other } of pairs) {
      if (isKnown(one) && !isKnown(other)) open.push(other)
      if (isKnown(other) && !isKnown(one)) open.push(one)
    }
  }
  return found
}
