// What the server is asked, where a wrong question would be mended by what the store does with the answer.
import type { EventStore, RecordedEvent } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { asked } from './test-asked.js'
import { ids, listed, notes, onDouble, stream } from './test-trial.js'
import type { EventStoreDBDouble } from './testing/index.js'
import { recordFilter } from './testing/record-filter.js'

describe('an append', () => {
  it('is asked for under the same ids and at the same revision until it is answered, and stored once', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(1), 'no-stream')
      const attempts = asked(double, 'append')
      const unsaid = double.faults.plan({ on: 'append', at: 'before', do: 'reset-stream' })
      const unheard = double.faults.plan({ on: 'append', at: 'after-store', do: 'reset-stream' })
      await store.append(stream('a'), notes(2, 1), 0)
      expect([unsaid.hits, unheard.hits]).toEqual([1, 1])
      const stored = double.log.filter((record) => record.stream === 'lianxi.note-north.a').slice(1)
      const once = { stream: 'lianxi.note-north.a', expected: 0, eventIds: ids(stored) }
      expect(attempts).toMatchObject([once, once, once])
      expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(3)))
    }))

  it('tells the server how long its answer is waited for', () =>
    onDouble(async ({ double, open }) => {
      const attempts = asked(double, 'append')
      await open({ deadlines: { append: 4_000 } }).append(stream('a'), notes(1), 'no-stream')
      // in milliseconds, as gRPC writes so few of them
      const [, waits] = /^(\d+)m$/.exec(String(attempts[0]?.headers['grpc-timeout'])) ?? []
      expect(Number(waits)).toBeLessThanOrEqual(4_000)
    }))
})

type Reading = Pick<Parameters<EventStore['subscribe']>[0], 'after' | 'partition'>
type ReadFrom = (store: EventStore, reading?: Reading) => AsyncIterable<readonly RecordedEvent[]>

function placeOf({ log }: EventStoreDBDouble, revision: number) {
  const { commit, prepare } =
    log.find((record) => record.stream === 'lianxi.note-north.a' && record.revision === revision) ?? {}
  return { commit, prepare }
}

async function take(count: number, batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for await (const batch of batches) {
    events.push(...batch)
    if (events.length >= count) break
  }
  return events
}

describe.each<[string, ReadFrom]>([
  ['a reading of all', (store, reading) => store.readAll(reading)],
  ['a subscription', (store, reading) => store.subscribe({ ...reading, signal: new AbortController().signal })],
])('%s', (_, read) => {
  it.each<[string, Reading, readonly string[]]>([
    ['of other namespaces', {}, ['lianxi.note-north.a', 'lianxi.note-south.a']],
    ['of other partitions than the one it is of', { partition: 'south' }, ['lianxi.note-south.a']],
  ])('is sent nothing %s', (_other, reading, wanted) =>
    onDouble(async ({ double, open }) => {
      const store = open()
      for (const namespace of ['lianxi', 'others'])
        for (const partition of ['north', 'south'])
          await open({ namespace }).append(stream('a', partition), notes(1), 'no-stream')
      const calls = asked(double, 'subscribe')
      await take(wanted.length, read(store, reading))
      const filter = calls[0]?.filter
      const sent = filter && double.log.filter(recordFilter(filter))
      expect(sent?.map(({ stream: name }) => name)).toEqual(wanted)
    }),
  )

  it('that breaks off is taken up behind the last event that came', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(100), 'no-stream')
      const after = (await listed(store.readAll()))[9]?.position
      const calls = asked(double, 'subscribe')
      double.faults.plan({ on: 'subscribe', times: 2, at: { afterEvents: 30 }, do: 'end-ok' })
      const taken = await take(90, read(store, after === undefined ? {} : { after }))
      expect(ids(taken)).toEqual(ids(notes(90, 10)))
      const places = [9, 39, 69].map((number) => placeOf(double, number))
      expect(calls.map(({ from }) => from)).toEqual(places)
    }))
})
