import { BrowserWindow, dialog } from 'electron'
import { projectEnding } from '../files/access.ts'
import type { ProjectDialogs } from '../services/project.ts'

const filters = [{ name: 'Hillock projects', extensions: [projectEnding.slice(1)] }]

/** The system's file dialogs, over the window that has the focus. */
export function createDialogs(): ProjectDialogs {
  return {
    chooseProject: async () => {
      const options = { title: 'Open project', filters, properties: ['openFile' as const] }
      const parent = BrowserWindow.getFocusedWindow()
      const { filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options))
      return filePaths[0]
    },
    chooseNewProject: async () => {
      const options = { title: 'New project', filters, defaultPath: `Untitled${projectEnding}` }
      const parent = BrowserWindow.getFocusedWindow()
      const { filePath } = await (parent
        ? dialog.showSaveDialog(parent, options)
        : dialog.showSaveDialog(options))
      if (!filePath) return undefined
      return filePath.endsWith(projectEnding) ? filePath : `${filePath}${projectEnding}`
    },
    chooseFolder: async () => {
      const options = { title: 'Watch a folder of mechanisms', properties: ['openDirectory' as const] }
      const parent = BrowserWindow.getFocusedWindow()
      const { filePaths } = await (parent
        ? dialog.showOpenDialog(parent, options)
        : dialog.showOpenDialog(options))
      return filePaths[0]
    },
    chooseReconstructions: async what => {
      const properties =
        what === 'folder' ? ['openDirectory' as const] : ['openFile' as const, 'multiSelections' as const]
      return choose({ title: 'Convert reconstructions', properties })
    },
    chooseOutputFolder: async () => {
      const properties = ['openDirectory' as const, 'createDirectory' as const]
      return (await choose({ title: 'Folder for the converted files', properties }))[0]
    },
  }
}

async function choose(options: Electron.OpenDialogOptions): Promise<readonly string[]> {
  const parent = BrowserWindow.getFocusedWindow()
  const { filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return filePaths
}
