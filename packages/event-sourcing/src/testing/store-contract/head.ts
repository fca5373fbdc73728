// The contract: where all that is stored ends, for a store that appended it and for one that did not.
import type { EventStore, RecordedEvent } from '../../stores/event-store.js'
import type { Position } from '../../terms/position.js'
import { assertSame } from '../difference.js'
import { broken, type Chapter } from './case.js'
import { allEvents, fill, ids, sample, samples, stream } from './samples.js'

async function headOf(store: EventStore): Promise<Position> {
  return (await store.head()) ?? broken('a store that holds events has a head', 'it gave none')
}

/** The head is that of all events, and an append of another store moves it. */
async function assertHead(store: EventStore, { all, other }: { all: readonly RecordedEvent[]; other: EventStore }) {
  const head = await headOf(store)
  if (head < (all.at(-1)?.position ?? '')) broken('no head is before an event', `${head} is before the last`)
  assertSame('nothing behind the head', [], await allEvents(store, { after: head }))
  await other.append(stream(`behind-${all.length}`), [sample(900 + all.length)], 'no-stream')
  const behind = await allEvents(store, { after: head })
  assertSame('what came since', [sample(900 + all.length).id], ids(behind))
}

export const heading: Chapter = {
  title: 'head',
  cases: [
    {
      law: 'moves with what another store on the same place appends, before an append of its own and after it',
      needs: ['severalProcesses'],
      async run({ open }) {
        const [one, other] = [await open(), await open()]
        await one.head()
        await fill(other, stream('a'), samples(0, 3))
        await assertHead(one, { all: await allEvents(other), other })
        await one.append(stream('b'), samples(10, 2), 'no-stream')
        await assertHead(one, { all: await allEvents(other), other })
        await assertHead(one, { all: await allEvents(other), other })
      },
    },
    {
      law: 'stands behind what was stored before, for a store that is opened again',
      needs: ['durable'],
      async run({ open }) {
        const first = await open()
        await fill(first, stream('a'), samples(0, 3))
        const all = await allEvents(first)
        await first.close()
        const second = await open()
        await assertHead(second, { all, other: second })
      },
    },
  ],
}
