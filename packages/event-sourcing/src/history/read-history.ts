// The lines of a history read back, each checked as it comes; what only the end can tell is checked there.
import { streamParts } from '../terms/stream.js'
import { chains } from './chains.js'
import { readEventLine, type HistoryEvent } from './event-line.js'
import { checkLastLine, isLastLine, nextChecksum, readFirstLine, type HistoryEnd, type HistoryHead } from './frame.js'
import { refuse } from './line.js'

/** An event, and the number of its line; the first line is 1. */
export interface PlacedEvent {
  readonly event: HistoryEvent
  readonly line: number
}

export type HistoryPart =
  | ({ readonly part: 'head' } & HistoryHead)
  | ({ readonly part: 'event' } & PlacedEvent)
  | ({ readonly part: 'end' } & HistoryEnd)

/** Throws `history-refused` at the first line that cannot stand where it stands. */
export async function* readHistory(lines: AsyncIterable<string>): AsyncGenerator<HistoryPart, void, undefined> {
  const { ends, follow } = chains()
  let head: HistoryHead | undefined
  let line = 0
  let events = 0
  let checksum = ''
  let ended = false

  function readEvent(text: string): PlacedEvent {
    const event = readEventLine(text, line)
    if (head?.partition !== undefined && streamParts(event.stream).partition !== head.partition)
      refuse(line, 'stream', `is not of partition ${head.partition}`)
    const misfit = follow(event)
    if (misfit !== undefined) refuse(line, misfit.path, misfit.reason)
    events += 1
    return { event, line }
  }

  for await (const text of lines) {
    line += 1
    // callers without types hand over anything, such as the chunks of a file
    if (typeof text !== 'string') refuse(line, '', 'is no text')
    if (ended) refuse(line, '', 'nothing may stand behind the last line')
    if (head === undefined) {
      head = readFirstLine(text)
      yield { part: 'head', ...head }
    } else if (isLastLine(text)) {
      checkLastLine(text, line, { events, streams: ends.size, checksum })
      ended = true
    } else yield { part: 'event', ...readEvent(text) }
    checksum = nextChecksum(checksum, text)
  }
  if (!ended) refuse(line + 1, '', 'the history ends without its last line: it was cut off')
  yield { part: 'end', events, streams: ends.size, checksum }
}
