import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { downloaded, missingForWindow } from '../../support/openWindow.ts'
import { useWindow } from '../../support/useWindow.ts'

const save = (page: Page) =>
  downloaded(page, () => page.getByRole('button', { name: 'Save', exact: true }).click())

/** Size and how much of a picture is see-through, read by the browser's own decoder. */
const readPicture = (page: Page, bytes: Buffer, type: string) =>
  page.evaluate(
    async ([data, mime]) => {
      const binary = Uint8Array.from(atob(data), letter => letter.charCodeAt(0))
      const image = await createImageBitmap(new Blob([binary], { type: mime }))
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0)
      const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? []
      const opacity = Array.from({ length: pixels.length / 4 }, (_, pixel) => pixels[4 * pixel + 3] ?? 0)
      return {
        width: image.width,
        clear: opacity.filter(value => value === 0).length / opacity.length,
        solid: opacity.filter(value => value === 255).length,
      }
    },
    [bytes.toString('base64'), type] as const,
  )

describe.skipIf(missingForWindow)('pictures of the cell in a browser', () => {
  let page: Page
  const window = useWindow(opened => {
    page = opened
  })

  it('saves the cell as it is seen, and a film of its turn', async () => {
    await page.getByRole('button', { name: 'Export picture…' }).click()
    await page.getByRole('img', { name: 'Preview of the picture' }).locator('canvas').waitFor()
    await page.getByLabel('Background').selectOption({ label: 'transparent' })
    const png = await save(page)
    expect(png.name).toBe('c91662.png')
    const picture = await readPicture(page, png.bytes, 'image/png')
    expect(picture.width).toBe(1600)
    expect(picture.clear).toBeGreaterThan(0.5)
    expect(picture.solid).toBeGreaterThan(1000)
    await page.getByRole('radio', { name: 'SVG' }).click()
    const svg = await save(page)
    expect(svg.bytes.toString('utf8')).toMatch(/<text[^>]*>\d+ µm<\/text>/)
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Export animation…' }).click()
    await page.getByRole('img', { name: 'Preview of the animation' }).locator('canvas').waitFor()
    const length = page.getByRole('textbox', { name: 'Length' })
    await length.fill('0.2')
    await length.press('Enter')
    await page.getByText('4 frames of').waitFor()
    const gif = await save(page)
    expect((await readPicture(page, gif.bytes, 'image/gif')).width).toBe(640)
    // Each frame begins with a control block.
    expect(gif.bytes.toString('latin1').split('\x21\xf9\x04').length - 1).toBe(4)
    expect(window.faults).toEqual([])
    expect(window.strangers).toEqual([])
  }, 60_000)
})
