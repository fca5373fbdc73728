// A server, or what stands before it, that ends a reading as a success though something is missing: it is asked again.
import { describe, expect, it } from 'vitest'
import { codeOf, ids, listed, notes, onDouble, stream } from './test-trial.js'
import type { ReadFault } from './testing/fault-plan.js'

const before = { on: 'read', at: 'before', do: 'end-ok' } as const
const inTheMiddle = { on: 'read', at: { afterEvents: 40 }, do: 'end-ok' } as const
// so that all events are asked for by another call
const silentSubscription = { on: 'subscribe', at: { afterEvents: 10 }, times: 99, do: 'hang' } as const

describe('an answer that ends too early', () => {
  for (const [when, fault] of Object.entries<ReadFault>({
    'before its first event': before,
    'in the middle': inTheMiddle,
  })) {
    it(`${when} is no end of a stream`, () =>
      onDouble(async ({ double, open, disturbances }) => {
        const store = open()
        await store.append(stream('a'), notes(100), 'no-stream')
        const cut = double.faults.plan(fault)
        expect(ids(await listed(store.readStream(stream('a'))))).toEqual(ids(notes(100)))
        expect([cut.hits, disturbances]).toEqual([1, []])
      }))

    it(`${when} is no end of all events, on a server that says nothing of catching up`, () =>
      onDouble(
        async ({ double, open }) => {
          const store = open()
          await store.append(stream('a'), notes(100), 'no-stream')
          double.faults.plan(silentSubscription)
          // the first asks for the head
          const cut = double.faults.plan({ ...fault, which: 2, times: 2 })
          expect(ids(await listed(store.readAll()))).toEqual(ids(notes(100)))
          expect(cut.hits).toBe(2)
        },
        { caughtUp: false, checkpoints: false },
      ))
  }

  it('before its first event is no end for who reads on from what is held', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(3), 'no-stream')
      const cut = double.faults.plan(before)
      expect(ids(await listed(store.readStream(stream('a'), { from: 1 })))).toEqual(ids(notes(2, 1)))
      expect(cut.hits).toBe(1)
    }))

  it('tells no head that is before what was stored', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(3), 'no-stream')
      const head = await store.head()
      double.faults.plan(before)
      expect(await store.head()).toBe(head)
      double.faults.plan(before)
      expect(await listed(store.readAll())).toHaveLength(3)
    }))

  it('tells no revision that is not true', () =>
    onDouble(async ({ double, open }) => {
      const store = open()
      await store.append(stream('a'), notes(3), 'no-stream')
      double.faults.plan(before)
      await expect(store.append(stream('a'), [], 7)).rejects.toMatchObject({ details: { actual: 2 } })
    }))

  it('again and again, before the head was reached, ends with an error', () =>
    onDouble(
      async ({ double, open }) => {
        const store = open({ deadlines: { retry: 100 } })
        await store.append(stream('a'), notes(100), 'no-stream')
        double.faults.plan(silentSubscription)
        double.faults.plan({ ...inTheMiddle, times: 9_999, at: { afterEvents: 1 } })
        expect(await codeOf(listed(store.readAll()))).toBe('store-unavailable')
      },
      { caughtUp: false, checkpoints: false },
    ))
})
