/** Statements that make a program more than the description of a cell, and what they do, to follow “Line 5”. */
export const refusedStatements: Readonly<Record<string, string>> = {
  begintemplate: 'defines a template',
  xopen: 'reads another file',
  ropen: 'reads another file',
  wopen: 'writes a file',
  while: 'has a loop of open length',
  forsec: 'chooses sections by lists',
  ifsec: 'chooses sections by name',
  disconnect: 'takes sections apart',
  pop_section: 'keeps a stack of sections',
  push_section: 'keeps a stack of sections',
  nrnpython: 'runs Python',
  break: 'leaves a loop early',
  continue: 'leaves a loop early',
  stop: 'stops the program',
  iterator: 'defines an iterator',
}

/**
 * Statements that are no geometry: what they concern, for the report, or nothing where it does not matter. A name with
 * () is a call.
 */
export const leftOutStatements: Readonly<Record<string, string>> = {
  insert: 'mechanisms',
  uninsert: 'mechanisms',
  local: '',
  strdef: '',
  public: '',
  external: '',
  print: '',
  'printf()': '',
  'fprint()': '',
  'sprint()': '',
  'load_file()': 'files to load',
  'define_shape()': '',
  'shape()': '',
  'topology()': '',
  'farea()': '',
  'psection()': '',
  'diam_shape()': '',
  'finitialize()': 'runs',
  'fcurrent()': 'runs',
  quit: '',
  'quit()': '',
}
