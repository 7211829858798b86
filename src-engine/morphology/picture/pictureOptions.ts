import { sectionType } from '../morphology.ts'

/** How pictures look. */
export interface PictureOptions {
  /** Width of the picture [pixels]. */
  readonly widthPx: number
  /** Greatest height [pixels]. */
  readonly heightPx: number
  /** Colour behind the cell, as CSS writes it; none lets through what lies behind the picture. */
  readonly background?: string | undefined
  /** Colour of letters, scale bar and axes. */
  readonly ink: string
  /** Colours by type number; other types have that of `other`. */
  readonly colours: Readonly<Record<number, string>>
  readonly otherColour: string
  /** Lines are at least so wide [pixels], so that thin branches are seen. */
  readonly thinnestPx: number
}

/** For white paper, in the colours that the field knows: axon blue, dendrite red, apical dendrite violet. */
export const defaultPictureOptions: PictureOptions = {
  widthPx: 900,
  heightPx: 900,
  ink: '#1b2328',
  colours: {
    [sectionType.soma]: '#1b2328',
    [sectionType.axon]: '#2368c4',
    [sectionType.dend]: '#c8352c',
    [sectionType.apic]: '#8a3fb5',
  },
  otherColour: '#6f7b83',
  thinnestPx: 0.6,
}

/** Names of types for the legend. */
export function typeLabel(type: number): string {
  const known = ['undefined', 'soma', 'axon', 'dendrite', 'apical dendrite'][type]
  return known ?? `type ${type}`
}

/** The colour of a type's lines. */
export function colourOf({ colours, otherColour }: PictureOptions, type: number): string {
  return colours[type] ?? otherColour
}
