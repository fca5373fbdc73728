// Every benchmark by its name: a new one is a file and a line here.
import { benchAppend } from './append.js'
import { benchCommand } from './command.js'
import { benchCommandMemory } from './command-memory.js'
import { benchFold } from './fold.js'
import { benchGrowth } from './large-stores.js'
import { benchLongStream } from './long-stream.js'
import { benchReading } from './reading.js'
import { benchReplay } from './replay.js'
import type { Row } from './row.js'

export const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  append: benchAppend,
  command: benchCommand,
  'command-memory': benchCommandMemory,
  fold: benchFold,
  growth: benchGrowth,
  'long-stream': benchLongStream,
  reading: benchReading,
  replay: benchReplay,
}
