import { toStreamName, type StreamName } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { recency } from './recency.js'

const bound = 100
const streams = ['a', 'b', 'c', 'd', 'e'].map((id) => toStreamName(`note-north.${id}`)) as [StreamName, ...StreamName[]]

/** Streams as their holder sees them: each holds as many events as it was last told of, until it is forgotten. */
function holder() {
  const bounded = recency(bound)
  const held = new Map<StreamName, number>()
  return {
    held,
    use(stream: StreamName, events: number) {
      held.set(stream, events)
      bounded.used(stream, events, () => held.delete(stream))
    },
    sum: () => [...held.values()].reduce((sum, events) => sum + events, 0),
  }
}

it('the streams that are held never have more events than the bound, however they grow and come again', () => {
  const use = fc.record({
    stream: fc.constantFrom(...streams),
    more: fc.integer({ min: 0, max: 4 }),
    anew: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(use, { maxLength: 100 }), (uses) => {
      const { held, use, sum } = holder()
      for (const { stream, more, anew } of uses) {
        // one whose state broke is read again
        if (anew) held.delete(stream)
        use(stream, (held.get(stream) ?? 30) + more)
        expect(sum()).toBeLessThanOrEqual(bound)
      }
    }),
  )
})

it('the stream that was not used for longest is forgotten first, also where using it counted nothing anew', () => {
  const { held, use } = holder()
  const [one, two, three] = streams
  use(one, 40)
  use(two!, 40)
  use(one, 40)
  use(three!, 30)
  expect([...held.keys()]).toEqual([one, three])
})

it('a stream that has outgrown the bound takes no room from the others', () => {
  const { held, use } = holder()
  const [one, two, three] = streams
  use(two!, 45)
  use(one, 50)
  use(one, bound + 1)
  expect([...held.keys()]).toEqual([two])
  use(three!, 45)
  expect([...held.keys()]).toEqual([two, three])
})
