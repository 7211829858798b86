/** Colours and sizes of a chart, as the drawing needs them. */
export interface PlotTheme {
  readonly background: string
  readonly text: string
  readonly axis: string
  readonly grid: string
  /** Curves, in order; told apart by lightness too, for eyes that do not tell hues apart. */
  readonly palette: readonly string[]
  readonly fontFamily: string
  readonly fontSizePx: number
  readonly lineWidthPx: number
}

/** Dash patterns [px], solid first: what tells runs apart beside their colour. */
export const dashPatterns: readonly (readonly number[])[] = [
  [],
  [6, 3],
  [2, 2.5],
  [9, 3, 2, 3],
  [12, 4],
  [4, 2, 1, 2, 1, 2],
]

/** Okabe & Ito's eight colours (2008), made for all kinds of colour vision; black first, yellow left out on white. */
const printPalette = ['#000000', '#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'] as const

/** White paper, black axes, no grid: what journals ask for. */
export const publicationTheme: PlotTheme = {
  background: '#ffffff',
  text: '#000000',
  axis: '#000000',
  grid: 'transparent',
  palette: printPalette,
  fontFamily: 'Helvetica, Arial, sans-serif',
  fontSizePx: 11,
  lineWidthPx: 1,
}

/** The palette's colour for any index: it repeats. */
export function curveColour(theme: PlotTheme, index: number): string {
  return theme.palette[index % theme.palette.length] ?? theme.text
}

/** The dash pattern for any index: it repeats. */
export function dashPattern(index: number): readonly number[] {
  return dashPatterns[index % dashPatterns.length] ?? []
}
