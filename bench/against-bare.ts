// One way of storing dealings against bare inserts of the very rows that they leave, in as many transactions.
import type { RecordedEvent } from '@lianxi/event-sourcing'
import { openBare, together } from './bare-sqlite.js'
import { inFolder } from './folder.js'
import { dealtEvents, type Load } from './history.js'
import { alternate, medianRatio, secondsOfSync } from './rounds.js'

export const writers = 64

/** What is measured, opened on a file. */
export interface Measured {
  /** Stores a round of every alliance's dealings, and gives the seconds that it took. */
  store(round: number): Promise<number>
  close(): Promise<void>
}

/** What a round stores of something that has an entry for each dealing. */
export function partOf<T>(list: readonly T[], { events }: Load, round: number): readonly T[] {
  return list.slice(round * events, (round + 1) * events)
}

export async function ratioToBare(
  load: Load,
  open: (path: string, streams: readonly (readonly RecordedEvent[])[]) => Promise<Measured>,
): Promise<number> {
  const streams = await dealtEvents(load.alliances, load.events * load.rounds)
  const transactions = together(streams)
  return inFolder(async (fileNamed) => {
    const bare = openBare(fileNamed('bare.db'))
    const ours = await open(fileNamed('ours.db'), streams)
    const seconds = await alternate(load.rounds, {
      bare: (round) => secondsOfSync(() => bare.insertEach(partOf(transactions, load, round))),
      ours: (round) => ours.store(round),
    })
    bare.close()
    await ours.close()
    return medianRatio(seconds.bare, seconds.ours)
  })
}
