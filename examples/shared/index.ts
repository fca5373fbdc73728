// What every example with a command line needs, whatever it tells: flags, files, stores, cells, and what goes wrong in a line.
export { about, BadInput, exitCodeOf } from './bad-input.js'
export { left, printable, right, widest } from './cells.js'
export { flagsIn } from './flags.js'
export { checkFiles, type NamedFile } from './named-files.js'
export { openAlone } from './open-alone.js'
export { storyteller } from './storyteller.js'
export { textIn } from './text-in.js'
export { writeWhole } from './write-whole.js'
