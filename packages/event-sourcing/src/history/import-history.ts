// Takes a history into a store, as a whole or, where it is broken off, in parts that the next call goes on from.
import type { EventStore } from '../stores/event-store.js'
import { heeding } from '../waiting/heeding.js'
import { appendAll, type AppendTarget } from './append-all.js'
import type { HistoryEnd } from './frame.js'
import { readHoldings, type Holdings } from './holdings.js'
import { refuse } from './line.js'
import { everySoMany } from './progress.js'
import { readHistory, type PlacedEvent } from './read-history.js'
import { runsOf } from './runs.js'

export type ImportProgress =
  | { readonly step: 'check'; readonly events: number }
  | { readonly step: 'append'; readonly events: number; readonly of: number }

export interface ImportOptions {
  /** Opens the lines of the history from the first on. Called twice: nothing is appended before all of it was checked. */
  readonly open: () => AsyncIterable<string>
  /** Ends it at once, whatever does not answer; appends that are under way are waited for. */
  readonly signal?: AbortSignal
  /** Told now and then, and at the end of each step. */
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface Imported {
  readonly events: number
  readonly streams: number
  /** How many of the events this call added; the store held the others. */
  readonly appended: number
}

type Target = AppendTarget & Pick<EventStore, 'readAll'>

interface Checked {
  readonly end: HistoryEnd
  readonly holdings: Holdings
}

/** Reads all of the history, and beside it what the store holds of its partition. */
async function check(store: Target, { open, signal, onProgress }: ImportOptions): Promise<Checked> {
  const tell = everySoMany((events) => onProgress?.({ step: 'check', events }))
  let holdings: Holdings | undefined
  let end: HistoryEnd | undefined
  let events = 0
  for await (const read of readHistory(heeding(open(), signal))) {
    if (read.part === 'head') holdings = await readHoldings(store, { ...read, signal })
    else if (read.part === 'end') end = read
    else {
      holdings?.compare(read)
      tell.reached(++events)
    }
  }
  if (holdings === undefined || end === undefined) throw new Error('a history that was read has a head and an end')
  await holdings.compareEnds()
  tell.end(events)
  return { end, holdings }
}

/** The events that the store does not hold yet. */
async function* missing(
  { end, holdings }: Checked,
  { open, signal, onProgress }: ImportOptions,
): AsyncGenerator<PlacedEvent, void, undefined> {
  const tell = everySoMany((events) => onProgress?.({ step: 'append', events, of: end.events }))
  let events = 0
  for await (const read of readHistory(heeding(open(), signal))) {
    if (read.part === 'event') {
      if (!holdings.holds(read.event)) yield read
      tell.reached(++events)
    } else if (read.part === 'end' && read.checksum !== end.checksum) {
      refuse(events + 2, 'checksum', 'the history is another one than was checked')
    }
  }
  tell.end(events)
}

/**
 * Adds the events of a history to a store, in the history's order; what was appended at once is appended at once. All of the history is
 * checked before the first append: each line, each chain, the last line, and that the store holds no other events in its streams.
 * Throws `history-refused` with the number of the line. What the store holds beside the history stays as it is, and of one partition's
 * history is not read: an id that an event elsewhere has is refused by the append, where the store has an index of ids.
 * Broken off, by whatever it be, it goes on when it is called again; two may import the same history at once.
 */
export async function importHistory(store: Target, options: ImportOptions): Promise<Imported> {
  options.signal?.throwIfAborted()
  const checked = await check(store, options)
  const appended = await appendAll(store, runsOf(missing(checked, options)))
  const { events, streams } = checked.end
  return { events, streams, appended }
}
