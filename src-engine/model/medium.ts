/** A relaxation of a tissue's permittivity: Δε/(1 + (iωτ)^(1 − α)). */
export interface Dispersion {
  readonly increment: number
  readonly tauMs: number
  /** α, from 0 (Debye) to below 1. */
  readonly broadening: number
}

/**
 * What lies around cells: homogeneous and the same in all directions. `resistive` conducts alike at every frequency;
 * `cole-cole` has the complex conductivity σ + iωε₀·(ε∞ + Σ Δε/(1 + (iωτ)^(1 − α))) (Cole & Cole, J. Chem. Phys. 9 (1941)
 * 341–351), σ being that at rest; `grey-matter` is that with the numbers of Gabriel, Lau & Gabriel (Phys. Med. Biol. 41
 * (1996) 2271–2293) for grey matter.
 */
export type Medium =
  | { readonly kind: 'resistive'; readonly sigmaSPerM: number }
  | {
      readonly kind: 'cole-cole'
      readonly sigmaSPerM: number
      readonly permittivity: number
      readonly dispersions: readonly Dispersion[]
    }
  | { readonly kind: 'grey-matter' }
