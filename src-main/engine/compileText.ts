import type { Checked } from '../../src-engine/core/checked.ts'
import { compileMechanism, createSourceText, type SourceText } from '../../src-engine/index.ts'
import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { recordIncludes, type IncludeReader, type Includes } from './includes.ts'

/** What the compiler made of a text. */
export interface Compilation extends Checked<CompiledMechanism> {
  /** The files that it includes. */
  readonly includes: Includes
  /** How long it took [ms]; that of the first time, where it was known. */
  readonly ms: number
}

/** Compiles a text, whether or not that has been done before; units are checked where that is wanted. */
export function compileText(
  { name, text }: SourceText,
  include: IncludeReader,
  { units }: { readonly units: boolean },
): Compilation {
  const began = performance.now()
  const { read, asked } = recordIncludes(name, include)
  const source = createSourceText(name, text)
  const { value, diagnostics } = compileMechanism(source, { readInclude: read, units })
  return { value, diagnostics, includes: asked, ms: performance.now() - began }
}
