import { computed, type ComputedRef } from 'vue'
import { useTokens } from '../styles/useTokens.ts'
import type { TypeColours } from '../view3d/colouring.ts'
import { parseColour, type Rgb } from '../view3d/colourMaps.ts'

/** The colours in which cells are drawn, as the theme has them. */
export function useTypeColours(): {
  readonly typeColours: ComputedRef<TypeColours>
  readonly background: ComputedRef<Rgb>
  readonly highlight: ComputedRef<Rgb>
  /** Of letters and thin lines. */
  readonly ink: ComputedRef<Rgb>
} {
  const tokens = useTokens([
    'type-soma',
    'type-axon',
    'type-dend',
    'type-apic',
    'type-other',
    'surface-scene',
    'highlight',
    'text-muted',
  ])
  return {
    typeColours: computed(() => ({
      soma: parseColour(tokens.value['type-soma']),
      axon: parseColour(tokens.value['type-axon']),
      dend: parseColour(tokens.value['type-dend']),
      apic: parseColour(tokens.value['type-apic']),
      other: parseColour(tokens.value['type-other']),
    })),
    background: computed(() => parseColour(tokens.value['surface-scene'])),
    highlight: computed(() => parseColour(tokens.value.highlight)),
    ink: computed(() => parseColour(tokens.value['text-muted'])),
  }
}
