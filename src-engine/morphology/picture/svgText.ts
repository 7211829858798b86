/** A number in SVG: two decimals of a pixel are more than anyone sees. */
export function px(value: number): string {
  const rounded = Math.round(value * 100) / 100
  return String(rounded === 0 ? 0 : rounded)
}

/** Text in SVG, with what XML reserves written out. */
export function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\t\n\r -\ufffd]/g, '\ufffd')
}

/** What goes into a picture. */
export interface SvgPicture {
  readonly width: number
  readonly height: number
  /** For those who cannot see it, and for the tip over it. */
  readonly title: string
  readonly background?: string | undefined
  readonly elements: readonly string[]
}

/** A whole SVG file. */
export function svgFile({ width, height, title, background, elements }: SvgPicture): string {
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`
  const behind =
    background === undefined
      ? []
      : [`<rect width="${px(width)}" height="${px(height)}" fill="${xmlText(background)}"/>`]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="sans-serif" font-size="12">`,
    `<title>${xmlText(title)}</title>`,
    ...behind,
    ...elements,
    '</svg>',
    '',
  ].join('\n')
}
