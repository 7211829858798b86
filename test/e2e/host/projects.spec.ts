import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { useHosts } from './hosts.ts'

describe('host projects', () => {
  const hosts = useHosts()

  it('makes, opens and lists projects of its folder', async () => {
    const { api } = await hosts.start()
    const first = await api.project.current()
    const second = await api.project.create({})
    expect(second.name).toBe('Untitled 2')
    expect((await api.models.current()).document).toBeUndefined()
    expect((await api.project.recent()).map(({ name }) => name)).toEqual(['Untitled 2', 'Untitled'])
    await api.project.open({ path: 'Untitled.hillock' })
    expect(await api.project.current()).toMatchObject({ path: first.path })
    expect((await api.models.current()).document).toBeDefined()
  })

  it.each([
    '/etc/passwd',
    '../x.hillock',
    '/tmp/x.hillock',
    'a.txt',
    '',
    '.hillock',
    'a\0.hillock',
    ' a.hillock',
  ])('does not touch the path "%s"', async path => {
    const { api } = await hosts.start()
    const { path: open } = await api.project.current()
    const code = expect.stringMatching(/^files\/(bad-path|not-permitted)$/) as string
    await expect(api.project.open({ path })).rejects.toMatchObject({ code })
    await expect(api.project.create({ path })).rejects.toMatchObject({ code })
    expect((await api.project.current()).path).toBe(open)
  })

  it('asks the system’s dialogs where there are any, and takes no for an answer', async () => {
    const folder = hosts.folder()
    const chosen: (string | undefined)[] = [undefined, join(folder, 'chosen.hillock')]
    const choose = async () => chosen.shift()
    const { api } = await hosts.start({
      dialogs: {
        chooseProject: choose,
        chooseNewProject: choose,
        chooseFolder: choose,
        chooseReconstructions: async () => [],
        chooseOutputFolder: choose,
      },
    })
    expect(await api.project.open({})).toMatchObject({ name: 'Untitled' })
    expect(await api.project.create({})).toMatchObject({ name: 'chosen' })
  })

  it('stays with its project where another cannot be opened', async () => {
    const { api } = await hosts.start()
    await expect(api.project.open({ path: 'none.hillock' })).rejects.toMatchObject({
      code: 'store/project-not-found',
    })
    expect(await api.project.current()).toMatchObject({ name: 'Untitled' })
  })
})
