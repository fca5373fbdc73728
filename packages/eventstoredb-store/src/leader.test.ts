// A store on a cluster asks the node that leads, whichever that is by now, so that an app reads what it wrote.
import type { EventStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { onCluster } from './test-cluster.js'
import { codeOf, listed, notes, onDouble, stream } from './test-trial.js'
import type { EventStoreDBDouble } from './testing/index.js'

async function firstBatch(store: EventStore): Promise<void> {
  for await (const _ of store.subscribe({ signal: new AbortController().signal })) break
}

describe('the node that leads is asked, also by who knew another,', () => {
  for (const [what, during, ask] of [
    ['for an append', 'append', (store: EventStore) => store.append(stream('a'), notes(1, 2), 1)],
    ['for the last revision of a stream', 'read', (store: EventStore) => codeOf(store.append(stream('a'), [], 1))],
    ['for a reading of a stream', 'read', (store: EventStore) => listed(store.readStream(stream('a')))],
    ['for a reading of all', 'read', (store: EventStore) => listed(store.readAll())],
    ['for the head', 'read', (store: EventStore) => store.head()],
    ['for a subscription', 'subscribe', firstBatch],
  ] as const) {
    it(what, () =>
      onCluster(async ({ cluster, first, second, open, disturbances }) => {
        const asked = ({ calls: { append, read } }: EventStoreDBDouble) => append.total + read.total
        const store = open()
        await store.append(stream('a'), notes(2), 'no-stream')
        expect([asked(first), asked(second)]).toEqual([1, 0])
        cluster.elect(second)
        await ask(store)
        // once, to be refused
        expect(asked(first)).toBe(2)
        expect(asked(second)).toBeGreaterThan(0)
        expect(disturbances).toEqual([{ during, attempt: 1, reason: expect.stringMatching(/^not-leader: /) }])
        // the node that refused it said who leads, so the same client goes there
        expect(first.calls.gossip.total + second.calls.gossip.total).toBe(1)
      }),
    )
  }
})

describe('an append that a node refused because it does not lead', () => {
  it('was not stored: a conflict is told at once, without a reading', () =>
    onCluster(async ({ cluster, first, second, open }) => {
      const [one, other] = [open(), open()]
      await one.append(stream('a'), notes(2), 'no-stream')
      cluster.elect(second)
      await other.append(stream('a'), notes(1, 10), 1)
      expect(await codeOf(one.append(stream('a'), notes(1, 2), 1))).toBe('revision-conflict')
      expect([first.calls.read.total, second.calls.read.total]).toEqual([0, 0])
    }))

  it('is known not to be stored where no node leads for as long as it is tried', () =>
    onDouble(async ({ double, open }) => {
      // each names a leader of which nothing is heard
      double.faults.plan({ on: 'append', times: 1_000, do: 'not-leader' })
      const store = open({ deadlines: { retry: 100 } })
      expect(await codeOf(store.append(stream('a'), notes(1), 'no-stream'))).toBe('store-unavailable')
    }))
})
