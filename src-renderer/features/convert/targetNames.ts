/**
 * Where the files of a batch go: in the folder of their source, under the name of their output. Sources that differ in
 * their extension alone get it into their name, `a_swc.hoc`, and a number where that does not tell them apart. Names count
 * as equal that differ in upper and lower case only.
 */
export function targetNames(
  sources: readonly string[],
  outputs: readonly (string | undefined)[],
): readonly (string | undefined)[] {
  const plain = sources.map((source, index) => {
    const output = outputs[index]
    return output === undefined ? undefined : source.slice(0, source.lastIndexOf('/') + 1) + output
  })
  const times = new Map<string, number>()
  for (const name of plain) {
    if (name !== undefined) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1)
  }
  const taken = new Set([...times].filter(([, count]) => count === 1).map(([name]) => name))
  return plain.map((name, index) => {
    if (name === undefined || times.get(name.toLowerCase()) === 1) return name
    const base = name.lastIndexOf('/') + 1
    const dot = name.indexOf('.', base)
    const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
    const kind = /\.([^./]+)(?:\.gz)?$/i.exec(sources[index] ?? '')?.[1] ?? 'plain'
    let own = `${stem}_${kind}${extension}`
    for (let number = 2; taken.has(own.toLowerCase()); number++) own = `${stem}_${kind}_${number}${extension}`
    taken.add(own.toLowerCase())
    return own
  })
}
