import type { Command } from 'commander'
import * as parse from './simulateOptions.ts'

/** Adds the options that describe a model: what is inserted where, with which values, cut how. */
export function addModelOptions(command: Command): Command {
  return command
    .option('--mechanisms <folder>', 'folder of .mod files to compile')
    .option(
      '--model <file>',
      'a part of a model document as JSON: connections, artificial cells, pointers, more of what options set',
    )
    .option(
      '--insert <mechanism@region>',
      'insert a mechanism, e.g. hh@soma; regions are all, soma, axon, dend, apic or a section',
      parse.collect(parse.parseInsertion),
      [],
    )
    .option(
      '--set <name=value@region>',
      'set a parameter, e.g. hh.gnabar=0.12@soma or Ra=100@all [Ω·cm]',
      parse.collect(parse.parseSetting),
      [],
    )
    .option(
      '--nseg <rule>',
      'compartments a section: fixed:N, length:UM or d_lambda:0.1,100',
      parse.parseNseg,
      { kind: 'fixed', count: 1 },
    )
    .option('--celsius <degrees>', 'temperature [°C]', parse.parseNumber, 6.3)
    .option('--v-init <mV>', 'membrane potential at the start [mV]', parse.parseNumber, -65)
    .option('--dt <ms>', 'time step [ms]', parse.parsePositive, 0.025)
}
