// What a reading or a subscription of the client gives, taken when it is wanted: no callback runs between an event and who takes it,
// and the server is asked for no more than is taken.
import type { Readable } from 'node:stream'
import type { Failure } from './failure.js'
import type { Place } from './position.js'
import type { ServedEvent } from './wire-event.js'

export type Taken =
  | { readonly type: 'events'; readonly events: readonly ServedEvent[] }
  /** The server has looked so far, and found no event that is wanted. */
  | { readonly type: 'reached'; readonly place: Place }
  /** All that was stored when the subscription began was given. */
  | { readonly type: 'caught-up' }
  /** The server ended it, without an error. */
  | { readonly type: 'end' }
  /** Nothing came for as long as was said. */
  | { readonly type: 'silence' }
  | { readonly type: 'failure'; readonly failure: Failure }

export interface Feed {
  /** What comes next. */
  take(): Promise<Taken>
  /** Ends the call on the server, and the waiting of whoever takes. */
  end(): void
}

const mostEvents = 512

type Mark = Extract<Taken, { type: 'reached' | 'caught-up' }>

export interface FeedSource {
  readonly readable: Readable
  /** Undefined for what holds no event. */
  toEvent(item: unknown): ServedEvent | undefined
  toFailure(error: unknown): Failure
  cancel(): void
  /** How long nothing may come, and what that means then. */
  silence(): { readonly ms: number; readonly means: Taken }
}

export interface MarkedFeed extends Feed {
  /** Notes what the server said between two events, to be told in its place. */
  mark(mark: Mark): void
}

export function feedOf({ readable, toEvent, toFailure, cancel, silence }: FeedSource): MarkedFeed {
  const marks: { readonly behind: number; readonly mark: Mark }[] = []
  let pulled = 0
  let ended: Taken | undefined
  let wake = () => {}

  // what arrives in one turn of the event loop is taken together
  readable.on('readable', () => setImmediate(() => wake()))
  // from the first moment: an error that nobody hears ends the process
  readable.on('error', (error) => finish({ type: 'failure', failure: toFailure(error) }))
  readable.on('end', () => finish({ type: 'end' }))
  readable.on('close', () => finish({ type: 'end' }))

  function finish(how: Taken): void {
    ended ??= how
    wake()
  }

  function pull(): ServedEvent[] {
    const events: ServedEvent[] = []
    const until = marks[0]?.behind ?? Number.POSITIVE_INFINITY
    while (events.length < mostEvents && pulled < until) {
      const item: unknown = readable.read()
      if (item === null) break
      pulled++
      const event = toEvent(item)
      if (event !== undefined) events.push(event)
    }
    return events
  }

  function atHand(): Taken | undefined {
    const events = pull()
    if (events.length > 0) return { type: 'events', events }
    const next = marks[0]
    if (next !== undefined && pulled >= next.behind) {
      marks.shift()
      return next.mark
    }
    return ended
  }

  return {
    mark(mark) {
      // what was transformed before stands in the buffer until it is pulled
      const behind = pulled + readable.readableLength
      // where nothing stands between two marks the later says it all, or they would grow while nobody takes
      const last = marks.at(-1)
      if (last?.behind === behind && last.mark.type === mark.type) marks.pop()
      marks.push({ behind, mark })
      wake()
    },

    async take() {
      const since = performance.now()
      for (;;) {
        const taken = atHand()
        if (taken !== undefined) return taken
        const { ms, means } = silence()
        const left = since + ms - performance.now()
        if (left <= 0) return means
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        wake = () => {}
      }
    },

    end() {
      finish({ type: 'end' })
      cancel()
    },
  }
}
