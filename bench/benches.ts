// Every benchmark by its name, with the rows that it gives: a new one is a file and a line here.
import { benchAppend } from './append.js'
import { benchCommand } from './command.js'
import { benchCommandMemory } from './command-memory.js'
import { benchFold } from './fold.js'
import { benchGrowth } from './large-stores.js'
import { benchLongStream } from './long-stream.js'
import { benchReading } from './reading.js'
import { benchReplay } from './replay.js'
import type { Row } from './row.js'

interface Bench {
  readonly run: () => Promise<readonly Row[]>
  readonly rows: readonly string[]
}

const ofGrowth = ['growth-command', 'growth-view', 'growth-append', 'replay-memory-mb', 'replay-memory-growth']

export const benches: Readonly<Record<string, Bench>> = {
  append: { run: benchAppend, rows: ['append-serial', 'append-concurrent'] },
  command: { run: benchCommand, rows: ['command-serial', 'command-concurrent'] },
  'command-memory': { run: benchCommandMemory, rows: ['command-memory'] },
  fold: { run: benchFold, rows: ['fold'] },
  growth: { run: benchGrowth, rows: ofGrowth },
  'long-stream': { run: benchLongStream, rows: ['long-stream', 'long-stream-load'] },
  reading: { run: benchReading, rows: ['read-all', 'verify'] },
  replay: { run: benchReplay, rows: ['replay-sqlite', 'replay-memory'] },
}
