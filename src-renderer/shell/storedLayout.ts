import type { SerializedDockview } from 'dockview-vue'

/** Raised when panels are renamed or the default layout changes so much that old layouts mislead. */
const layoutVersion = 1

/** The text that the settings keep. */
export function storeLayout(layout: SerializedDockview): string {
  return JSON.stringify({ version: layoutVersion, layout })
}

/** The layout in a text of the settings; undefined where there is none, or it names panels that do not exist. */
export function readStoredLayout(text: string, known: ReadonlySet<string>): SerializedDockview | undefined {
  if (text === '') return undefined
  try {
    const { version, layout } = JSON.parse(text) as { version?: unknown; layout?: SerializedDockview }
    if (version !== layoutVersion || !layout) return undefined
    const panels = Object.values(layout.panels)
    return panels.length > 0 && panels.every(panel => known.has(panel.id)) ? layout : undefined
  } catch {
    return undefined
  }
}
