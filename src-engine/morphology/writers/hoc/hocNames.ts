import type { Morphology } from '../../morphology.ts'
import { arrayName } from '../../sectionNames.ts'

/** Names that hoc or NEURON gives a meaning, or that the file itself uses. */
const taken = new Set(
  `all somatic axonal basal apical v t dt x y z L Ra diam nseg rallbranch celsius secondorder area ri i R PI E GAMMA DEG
   PHI FARADAY abs int sin cos tan atan exp log log10 sqrt erf erfc if else while for forall forsec ifsec return break
   continue stop proc func iterator iterator_statement begintemplate endtemplate objref objectvar strdef double external
   public local localobj new delete create connect access insert uninsert setpointer load_file load_proc load_func
   load_template pt3dadd pt3dclear pt3dstyle pt3dinsert pt3dremove pt3dchange n3d x3d y3d z3d diam3d arc3d define_shape
   delete_section secname issection print printf sprint sred read eqn debug help em parallel print_session quit
   finitialize fadvance topology distance attr_praxis fcurrent cas h a0 b`.split(/\s+/),
)

const identifier = /^[A-Za-z][A-Za-z0-9_]*$/

/** An array of sections, or a single one, as hoc declares them. */
export interface HocArray {
  readonly name: string
  /** Number of elements; undefined for a single section. */
  readonly size: number | undefined
}

/** The names that sections have in hoc. */
export interface HocNames {
  /** Of each section: `dend[3]`, `soma`. */
  readonly name: readonly string[]
  readonly declarations: readonly HocArray[]
  /** Elements of the arrays that are no sections of the cell. */
  readonly unused: readonly string[]
}

/**
 * Names for hoc: those that the sections have, as far as they are identifiers with an index or without that mean nothing
 * else there; otherwise the type's array with a number that is free.
 */
export function hocNames({ sections }: Morphology): HocNames {
  const parts = sections.name.map(name => /^(.*?)(?:\[(\d{1,6})\])?$/s.exec(name)!)
  const single = new Set(parts.filter(([, , index]) => index === undefined).map(([, base]) => base))
  const used = new Map<string, Set<number>>()
  const name = parts.map(([whole, base = '', index]) => {
    const isFine = identifier.test(base) && !taken.has(base) && (index === undefined || !single.has(base))
    if (!isFine) return undefined
    if (index === undefined) return whole
    const indices = used.get(base) ?? new Set()
    used.set(base, indices.add(Number(index)))
    return `${base}[${Number(index)}]`
  })
  const named = name.map((own, section) => own ?? freeName(arrayName(sections.type[section]!), single, used))
  const declarations: HocArray[] = []
  const unused: string[] = []
  for (const own of named) if (!own.endsWith(']')) declarations.push({ name: own, size: undefined })
  for (const [base, indices] of used) {
    const size = [...indices].reduce((most, index) => Math.max(most, index + 1), 0)
    declarations.push({ name: base, size })
    for (let index = 0; index < size; index++) if (!indices.has(index)) unused.push(`${base}[${index}]`)
  }
  return { name: named, declarations, unused }
}

function freeName(
  base: string,
  single: ReadonlySet<string | undefined>,
  used: Map<string, Set<number>>,
): string {
  const array = single.has(base) ? `${base}_` : base
  const indices = used.get(array) ?? new Set()
  let index = indices.size
  while (indices.has(index)) index++
  used.set(array, indices.add(index))
  return `${array}[${index}]`
}
