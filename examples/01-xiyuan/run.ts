// The example from a command line to its output: replays or reads a history, checks it, and prints its figures.
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openEngine, type Engine } from '@lianxi/engine'
import { memoryStore, type EventStore } from '@lianxi/event-sourcing'
import { about, BadInput, exitCodeOf, openAlone, textIn, writeWhole } from '@lianxi/example-shared'
import { historyOf, storeOf } from './history-file.js'
import { words } from './language.js'
import { optionsOf, usage, type Options } from './options.js'
import { progressOn, type ProgressStream } from './progress.js'
import { replay } from './replay.js'
import { reportOf } from './report.js'
import { allianceId } from './scenario/entry.js'
import { story } from './scenario/script.js'
import { table } from './table.js'

export interface Surroundings {
  /** A terminal says how wide it is; a file takes any width. */
  readonly stdout: NodeJS.WritableStream & { readonly columns?: number }
  readonly stderr: ProgressStream
  /** Opens the SQLite file, where that is to be done otherwise. */
  readonly openStore?: (path: string) => EventStore
}

/** A whole history with an engine on it. */
interface Told {
  readonly engine: Engine
  readonly store: EventStore
}

async function read(path: string): Promise<Told> {
  const store = await about(path, () => storeOf(textIn(path)))
  return { store, engine: await openEngine({ store }) }
}

async function replayed(store: EventStore, { language }: Options, stderr: ProgressStream): Promise<Told> {
  const progress = progressOn(stderr, words[language])
  try {
    return { engine: await replay({ store, story: story(), progress: progress.report }), store }
  } catch (error) {
    await store.close()
    throw error
  } finally {
    progress.stop()
  }
}

function tell(options: Options, { stderr, openStore }: Surroundings): Promise<Told> {
  const { from } = options
  if (from.kind === 'events') return read(from.path)
  if (from.kind === 'memory') return replayed(memoryStore(), options, stderr)
  if (from.usual) mkdirSync(dirname(from.path), { recursive: true })
  return about(from.path, async () => replayed(await openAlone(from.path, openStore), options, stderr))
}

/** Reads every event and follows every chain: what cannot be read, was altered or is of another alliance is named. */
async function check({ engine }: Told): Promise<void> {
  const { events, broken } = await engine.verify()
  const [first] = broken
  if (first !== undefined) throw new BadInput(`event ${first.revision} of ${first.stream}: ${first.reason}`)
  let ours = 0
  for await (const _ of engine.history({ allianceId })) ours += 1
  if (ours === 0 || ours < events) throw new BadInput(`of its ${events} events ${ours} are of this alliance`)
}

function pathOf({ from }: Options): string {
  return from.kind === 'memory' ? 'memory' : from.path
}

async function show(options: Options, surroundings: Surroundings): Promise<void> {
  const told = await tell(options, surroundings)
  try {
    await about(pathOf(options), () => check(told))
    const history = await historyOf(told.store)
    const report = await reportOf(told.engine, { allianceId, history: history.end })
    if (options.json !== undefined) writeWhole(options.json, `${JSON.stringify(report, null, 2)}\n`)
    if (options.events !== undefined) writeWhole(options.events, history.text)
    // a terminal that does not know how wide it is says 0
    surroundings.stdout.write(table(report, words[options.language], surroundings.stdout.columns || Infinity))
  } finally {
    await told.engine.close()
  }
}

/** Returns the exit code. */
export function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return exitCodeOf(async () => {
    const options = optionsOf(argv)
    if (options === undefined) surroundings.stdout.write(usage)
    else await show(options, surroundings)
  }, surroundings.stderr)
}
