import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventHash } from '../texts/chain.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { memoryStore } from '../stores/memory-store.js'
import type { Position } from '../terms/position.js'
import { streamName, type StreamName } from '../terms/stream.js'
import { collect, hallBench, hallName, uuid } from '../testing/hall-bench.js'
import { verify } from './verify.js'

const southern = streamName({ category: 'hall', partition: 'south', id: '2' })

/** Two halls, whose events alternate. */
async function history(): Promise<readonly RecordedEvent[]> {
  const store = memoryStore()
  const north = hallBench(store)
  const south = hallBench(store, { name: southern })
  const [hallNorth, hallSouth] = [north.hold(), south.hold()]
  await north.open(hallNorth, 3)
  await south.open(hallSouth, 1)
  for (const guest of ['ann', 'bo', '沈']) {
    await north.take(hallNorth, guest)
    await south.take(hallSouth, guest)
    await south.leave(hallSouth, guest)
  }
  return collect(store.readAll())
}

/** A store that holds these events and no others, as a file would that somebody wrote into. */
function holding(events: readonly RecordedEvent[]) {
  return {
    async *readAll({ partition }: { partition?: string } = {}) {
      const wanted = events.filter(({ stream }) => partition === undefined || stream.includes(`-${partition}.`))
      for (let start = 0; start < wanted.length; start += 4) yield wanted.slice(start, start + 4)
    },
  }
}

type Field = Exclude<keyof RecordedEvent, 'position'>
const fields: readonly Field[] = ['id', 'type', 'data', 'metadata', 'hash', 'stream', 'revision']

/** The same event with one field changed in a byte or a number. */
function altered(event: RecordedEvent, field: Field, { at, to }: { at: number; to: string }): RecordedEvent {
  if (field === 'revision') return { ...event, revision: event.revision + 1 + (at % 5) }
  const text = event[field]
  const place = at % text.length
  const other = text.charAt(place) === to ? '#' : to
  return { ...event, [field]: `${text.slice(0, place)}${other}${text.slice(place + 1)}` }
}

describe('a history as it was recorded', () => {
  it('holds', async () => {
    const events = await history()
    expect(await verify(holding(events))).toEqual({ events: 15, streams: 2, broken: [] })
    expect(await verify(holding([]))).toEqual({ events: 0, streams: 0, broken: [] })
  })
  it('can be checked for one partition', async () => {
    const events = await history()
    expect(await verify(holding(events), { partition: 'north' })).toEqual({ events: 5, streams: 1, broken: [] })
  })
  it('tells how far it was checked, and stops when it is told to', async () => {
    const events = await history()
    const told: number[] = []
    await verify(holding(events), { onProgress: (count) => told.push(count) })
    expect(told).toEqual([4, 8, 12, 15])
    const stop = new AbortController()
    const checking = verify(holding(events), { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(checking).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('a changed byte in a stored event', () => {
  it.each(fields)('is named, in its %s', async (field) => {
    const events = await history()
    await fc.assert(
      fc.asyncProperty(
        fc.nat(events.length - 1),
        fc.record({ at: fc.nat(2000), to: fc.constantFrom('0', 'a', 'Z', '-', '}', '沈', '\n') }),
        async (index, change) => {
          const event = altered(events[index]!, field, change)
          const { broken } = await verify(holding(events.with(index, event)))
          expect(broken).toContainEqual({
            stream: event.stream,
            revision: event.revision,
            position: event.position,
            reason: expect.stringMatching(/^(hash-differs|revision-out-of-order)$/),
          })
        },
      ),
      { numRuns: 150 },
    )
  })
  it('is the only one that is named where the hash beside it was left as it is', async () => {
    const events = await history()
    const index = events.findIndex(({ stream, revision }) => stream === hallName && revision === 2)
    const changed = events.with(index, { ...events[index]!, data: '{"guest":"eve","wishes":[]}' })
    const { stream, revision, position } = events[index]!
    expect((await verify(holding(changed))).broken).toEqual([{ stream, revision, position, reason: 'hash-differs' }])
  })
  it('is named also where its own hash was made to fit, by the event behind it', async () => {
    const events = await history()
    const index = events.findIndex(({ stream, revision }) => stream === hallName && revision === 2)
    const before = events.find(({ stream, revision }) => stream === hallName && revision === 1)!
    const forged = { ...events[index]!, data: '{"guest":"eve","wishes":[]}' }
    const link = { previous: before.hash, stream: forged.stream, revision: forged.revision }
    const changed = events.with(index, { ...forged, hash: eventHash(link, forged) })
    const { broken } = await verify(holding(changed))
    expect(broken.map(({ stream, revision }) => [stream, revision])).toEqual([[hallName, 3]])
  })
})

describe('an event', () => {
  it('taken out of the middle is named by the one behind it', async () => {
    const events = await history()
    const without = events.filter(({ stream, revision }) => stream !== hallName || revision !== 1)
    const { broken } = await verify(holding(without))
    expect(broken).toMatchObject([{ stream: hallName, revision: 2, reason: 'revision-out-of-order' }])
  })
  it('put in between, or told twice, is named', async () => {
    const events = await history()
    const last = events.findLast(({ stream }) => stream === hallName)!
    const twice = [...events, { ...last, position: '9'.repeat(16) as Position }]
    expect((await verify(holding(twice))).broken).toMatchObject([{ revision: 4, reason: 'revision-out-of-order' }])
    const added = [...events, { ...last, id: uuid(999), revision: 5 }]
    expect((await verify(holding(added))).broken).toMatchObject([{ revision: 5, reason: 'hash-differs' }])
  })
  it('moved to another stream is named there, and missed where it was', async () => {
    const events = await history()
    const index = events.findIndex(({ stream, revision }) => stream === hallName && revision === 1)
    const moved = { ...events[index]!, stream: 'hall-north.3' as StreamName }
    const { broken } = await verify(holding(events.with(index, moved)))
    expect(broken.map(({ stream, revision }) => [stream, revision])).toEqual([
      ['hall-north.3', 1],
      [hallName, 2],
    ])
  })
})

describe('what a chain cannot see', () => {
  it('is a tail cut off, and a stream gone', async () => {
    const events = await history()
    const cut = events.filter(({ stream, revision }) => stream !== hallName || revision < 2)
    expect(await verify(holding(cut))).toMatchObject({ broken: [], streams: 2 })
    const gone = events.filter(({ stream }) => stream !== hallName)
    expect(await verify(holding(gone))).toMatchObject({ broken: [], streams: 1 })
  })
})
