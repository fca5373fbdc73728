// Events to append, ways to read them back, and the comparisons that the cases share.
import { isLianxiError, type ErrorCode } from '../../terms/errors.js'
import type {
  EventStore,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
} from '../../stores/event-store.js'
import type { Position, Revision } from '../../terms/position.js'
import { toStreamName, type StreamName } from '../../terms/stream.js'
import type { ViewStore } from '../../stores/view-store.js'
import { assertSame } from '../difference.js'
import { broken } from './case.js'

/** A stream of partition `north`, unless another is said. */
export function stream(id: string, partition = 'north'): StreamName {
  return toStreamName(`note-${partition}.${id}`)
}

/** The event of this number: another number, another id. */
export function sample(number: number, fields: Partial<NewEvent> = {}): NewEvent {
  const hex = number.toString(16).padStart(12, '0')
  return {
    id: `00000000-0000-8000-8000-${hex}`,
    type: 'NoteTaken',
    data: `{"number":${number}}`,
    metadata: '{"actor":{"role":"scribe"}}',
    hash: hex.padStart(64, '0'),
    ...fields,
  }
}

/** As many events, numbered from `first`. */
export function samples(first: number, count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) => sample(first + index))
}

/** An answer that is awaited later: its failure is the failure of the case, not one that nobody handles. */
export function later<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined)
  return answer
}

/** Long enough for a store to do what it should not. */
export const moment = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Adds events one append each, or all at once, to a stream that is not there yet. */
export async function fill(store: EventStore, name: StreamName, events: readonly NewEvent[]): Promise<void> {
  for (const [index, event] of events.entries())
    await store.append(name, [event], index === 0 ? 'no-stream' : index - 1)
}

// far more than any case stores; a store that repeats itself without end would never let a timer run
const mostEvents = 20_000

export async function collect(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of batches) {
    if (batch.length === 0) broken('no batch is empty', `an empty batch came after ${events.length} events`)
    events.push(...batch)
    if (events.length > mostEvents) broken('a reading ends', `more than ${mostEvents} events came`)
  }
  return events
}

/** Reads until `done` says so of what was read, then leaves the iteration. */
export async function collectUntil(
  batches: AsyncIterable<readonly RecordedEvent[]>,
  done: (events: readonly RecordedEvent[]) => boolean,
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of batches) {
    events.push(...batch)
    if (done(events)) break
  }
  return events
}

export function streamEvents(
  store: EventStore,
  name: StreamName,
  options?: ReadStreamOptions,
): Promise<RecordedEvent[]> {
  return collect(store.readStream(name, options))
}

export function allEvents(store: EventStore, options?: ReadAllOptions): Promise<RecordedEvent[]> {
  return collect(store.readAll(options))
}

/** What a stream must hold after these appends, but for the positions, which are the store's own. */
export function asStored(name: StreamName, events: readonly NewEvent[], from: Revision = 0): object[] {
  return events.map((event, index) => ({ ...event, stream: name, revision: from + index }))
}

export function withoutPositions(events: readonly RecordedEvent[]): object[] {
  return events.map(({ position: _, ...rest }) => rest)
}

export async function assertStream(store: EventStore, name: StreamName, events: readonly NewEvent[]): Promise<void> {
  assertSame(`the events of ${name}`, asStored(name, events), withoutPositions(await streamEvents(store, name)))
}

export function ids(events: readonly { readonly id: string }[]): string[] {
  return events.map(({ id }) => id)
}

/** Positions of one width, each greater as a text than the one before. */
export function assertGrowing(law: string, events: readonly RecordedEvent[]): void {
  const positions = events.map(({ position }) => position)
  const misplaced = positions.findIndex((position, index) => index > 0 && position <= (positions[index - 1] ?? ''))
  if (misplaced !== -1) broken(law, `${positions[misplaced]} stands behind ${positions[misplaced - 1]}`)
  assertSame(`${law}: one width`, 1, Math.max(1, new Set(positions.map(({ length }) => length)).size))
}

export function lastPosition(events: readonly RecordedEvent[]): Position {
  return events.at(-1)?.position ?? broken('a position was expected', 'nothing was read')
}

/** How an action ended: the code and details of our error, or that it did well. */
async function outcome(action: () => Promise<unknown>): Promise<{ readonly code: string; readonly details: object }> {
  try {
    await action()
    return { code: 'none: it did well', details: {} }
  } catch (error) {
    if (isLianxiError(error)) return { code: error.code, details: error.details }
    return { code: `none of ours: ${String(error)}`, details: {} }
  }
}

/** Whether the action failed with the code, and with these of its details. */
export async function assertFails(
  law: string,
  { code, details = {} }: { code: ErrorCode; details?: Readonly<Record<string, unknown>> },
  action: () => Promise<unknown>,
): Promise<void> {
  const came = await outcome(action)
  const told = Object.entries(came.details).filter(([name]) => Object.hasOwn(details, name))
  assertSame(law, { code, details }, { code: came.code, details: Object.fromEntries(told) })
}

/** Where the store keeps views, as it was declared to. */
export function viewsOf(store: EventStore): ViewStore {
  return store.viewStore ?? broken('the store keeps views, as it was declared', 'it has no viewStore')
}
