// The contract: a position that the store cannot have given is refused, and not guessed at.
import type { EventStore } from '../../stores/event-store.js'
import type { Position } from '../../terms/position.js'
import type { Chapter, Stage } from './case.js'
import { allEvents, assertFails, collect, fill, lastPosition, samples, stream } from './samples.js'

const strange = ['', '-1', '1e3', 'x', '00000000000000000', '９９９９９９９９９９９９９９９９', "1' or '1'='1"]

/** A position in the form of the store, and far behind its end. */
const beyond = (given: Position) => given.replaceAll(/\d/g, '9')

/** None of these is taken for a position, whatever is read. */
async function assertUnknown({ inTime }: Stage, store: EventStore, positions: readonly string[]): Promise<void> {
  for (const position of positions) {
    // a text that no store gave is what this is about
    const after = position as Position
    const refused = { code: 'invalid-position', details: { position } } as const
    await assertFails(`after ${JSON.stringify(position)}`, refused, () => allEvents(store, { after }))
    await assertFails('in a partition', refused, () => allEvents(store, { after, partition: 'north' }))
    const { signal } = new AbortController()
    await assertFails('subscribed', refused, () => inTime('its end', collect(store.subscribe({ after, signal }))))
  }
}

/** The positions of so many events of one stream, each appended by itself, on a place of their own. */
function givenElsewhere({ elsewhere }: Stage, count: number): Promise<readonly Position[]> {
  return elsewhere(async ({ open }) => {
    const other = await open()
    await fill(other, stream('a'), samples(0, count))
    return (await allEvents(other)).map(({ position }) => position)
  })
}

/** Of these positions those behind all that is stored. On a server whose log both places share there are none: each may be the store's own. */
async function behindHead(store: EventStore, positions: readonly Position[]): Promise<readonly Position[]> {
  const head = await store.head()
  return positions.filter((position) => head === undefined || position > head)
}

export const positioning: Chapter = {
  title: 'after',
  cases: [
    {
      law: 'throws invalid-position for an after that is no position, or far behind all of them',
      async run(stage) {
        const store = await stage.open()
        await fill(store, stream('a'), samples(0, 12))
        await assertUnknown(stage, store, [...strange, beyond(lastPosition(await allEvents(store)))])
      },
    },
    {
      law: 'throws invalid-position for a position behind its head: the next one, or one further on, that a longer store gave',
      async run(stage) {
        const store = await stage.open()
        await fill(store, stream('a'), samples(0, 12))
        const others = await givenElsewhere(stage, 15)
        await assertUnknown(stage, store, await behindHead(store, others))
      },
    },
    {
      law: 'throws invalid-position for each of these while the store is empty, too',
      async run(stage) {
        const others = await givenElsewhere(stage, 2)
        const store = await stage.open()
        await assertUnknown(stage, store, [...strange, ...others.map(beyond), ...(await behindHead(store, others))])
      },
    },
  ],
}
