/** Hands a file to the user's download folder, in a browser and in Electron alike. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download holds the blob itself; only the address is given back.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
