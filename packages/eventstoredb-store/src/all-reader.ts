// Reading all that is ours in the log of the server: up to its head, or on and on.
import { streamParts, type Position, type RecordedEvent } from '@lianxi/event-sourcing'
import type { Client } from './client.js'
import { endings } from './endings.js'
import type { Settings } from './options.js'
import { toPlace, toPosition, type Place } from './position.js'
import { takeOn, type Given, type TakingOptions } from './take-on.js'
import { toRecorded, type ServedEvent } from './wire-event.js'

export interface Reading {
  /** From the beginning where there is none. */
  readonly after: Position | undefined
  readonly partition: string | undefined
  readonly signal: AbortSignal
}

export interface HeadReading {
  readonly signal: AbortSignal
  /** Whether it is to be tried for as long as a subscription is, and not only as long as a reading. */
  readonly during: TakingOptions['during']
}

export interface AllReader {
  /** The position of the last event of the server, ours or not; undefined where there is none, or when the signal aborts. */
  head(reading: HeadReading): Promise<Position | undefined>
  /** All events up to the head. It ends early, without an error, when the signal aborts. */
  readTo(head: Position, reading: Reading): AsyncGenerator<readonly RecordedEvent[], void>
  /** All events, and then what comes, until the signal aborts. */
  follow(reading: Reading): AsyncGenerator<readonly RecordedEvent[], void>
}

// Since 23.10 a server says when a subscription has caught up. An older one is silent at its end, and is then asked in another way.
const settlingMs = 500

export function allReader(connection: Client, settings: Settings): AllReader {
  const { names, deadlines } = settings

  function options({ signal, during }: HeadReading): TakingOptions {
    const patienceMs = during === 'subscribe' ? Number.POSITIVE_INFINITY : deadlines.retry
    return { during, signal, patienceMs, settings }
  }

  function isWanted({ stream }: ServedEvent, partition: string | undefined): boolean {
    const name = names.fromServer(stream)
    return name !== undefined && (partition === undefined || streamParts(name).partition === partition)
  }

  /** Where a reading has come to, so that it is taken up there, and nothing is given twice. */
  function progress({ after, partition }: Reading) {
    let reached = after

    const isAhead = (place: Place) => reached === undefined || toPosition(place) > reached

    function reach(place: Place): boolean {
      const isNew = isAhead(place)
      if (isNew) reached = toPosition(place)
      return isNew
    }

    return {
      reach,
      isAhead,
      place: () => (reached === undefined ? undefined : toPlace(reached)),
      hasReached: (head: Position) => reached !== undefined && reached >= head,
      fresh: (events: readonly ServedEvent[]) =>
        events
          .filter((event) => reach(event.place) && isWanted(event, partition))
          .map((event) => toRecorded(event, names)),
    }
  }

  return {
    async head({ signal, during }) {
      const ends = endings()
      while (!ends.believed && !signal.aborted) {
        for await (const taken of takeOn(() => connection.readHead(), options({ signal, during }))) {
          ends.hear(taken)
          const last = taken.type === 'events' ? taken.events[0] : undefined
          if (last !== undefined) return toPosition(last.place)
          if (taken.type === 'end') break
        }
      }
      return undefined
    },

    async *readTo(head, reading) {
      const { place, reach, isAhead, hasReached, fresh } = progress(reading)
      const filter = names.filter(reading.partition)
      let silent = false
      const open = () =>
        silent ? connection.readAll(place()) : connection.subscribe({ after: place(), filter, silenceMs: settlingMs })
      // an event that is read a second time is no news, or a server that ends behind it each time would be asked for ever
      const isNews = (given: Given) =>
        given.type === 'reached' || (given.type === 'events' && given.events.some(({ place: at }) => isAhead(at)))
      for await (const taken of takeOn(open, { ...options({ ...reading, during: 'read' }), isNews })) {
        if (taken.type === 'events') {
          // of an append that came after the call it would give a part
          const events = fresh(taken.events).filter(({ position }) => position <= head)
          if (events.length > 0) yield events
        }
        if (taken.type === 'reached') reach(taken.place)
        if (taken.type === 'caught-up' || hasReached(head)) return
        if (taken.type === 'silence') silent = true
      }
    },

    async *follow(reading) {
      const { place, reach, fresh } = progress(reading)
      const filter = names.filter(reading.partition)
      const open = () => connection.subscribe({ after: place(), filter, silenceMs: deadlines.subscribe })
      for await (const taken of takeOn(open, options({ ...reading, during: 'subscribe' }))) {
        if (taken.type === 'events') {
          const events = fresh(taken.events)
          if (events.length > 0) yield events
        }
        if (taken.type === 'reached') reach(taken.place)
      }
    },
  }
}
