// Readings of every part, by reading or by subscribing.
import * as fc from 'fast-check'
import { assertSame } from '../../difference.js'
import { follow } from '../follower.js'
import { allEvents, streamEvents, withoutPositions } from '../samples.js'
import { aLimit, aName, aPartition, aPlace, aStore, partOf, storeOf, wordsOfPart, type Ask } from './ask.js'

export const aStreamReading: fc.Arbitrary<Ask> = fc
  .record({ stream: aName, from: fc.nat(8), limit: aLimit, by: aStore })
  .map(({ stream, from, limit, by }) => ({
    words: `read ${stream} from ${from}, limit ${limit}`,
    async put(world) {
      const read = await streamEvents(storeOf(world, by), stream, { from, limit })
      assertSame('what was read', world.list.of(stream).slice(from, from + limit), withoutPositions(read))
    },
  }))

export const aReading: fc.Arbitrary<Ask> = fc
  .record({ partition: aPartition, place: aPlace, limit: aLimit, by: aStore })
  .map(({ limit, by, ...part }) => ({
    words: `read ${wordsOfPart(part)}, limit ${limit}`,
    async put(world) {
      const { options, expected } = await partOf(world, part)
      const read = await allEvents(storeOf(world, by), { ...options, limit })
      assertSame('what was read', expected.slice(0, limit), withoutPositions(read))
    },
  }))

export const aSubscription: fc.Arbitrary<Ask> = fc
  .record({ partition: aPartition, place: aPlace, by: aStore })
  .map(({ by, ...part }) => ({
    words: `subscribe to ${wordsOfPart(part)}`,
    async put(world) {
      const { options, expected } = await partOf(world, part)
      const follower = follow(storeOf(world, by), options)
      await world.stage.inTime(`${expected.length} events`, follower.reaches(expected.length))
      const came = await world.stage.inTime('the end', follower.stop())
      assertSame('what came', expected, withoutPositions(came))
    },
  }))

/** All events of each of two stores. */
export const allReadings: readonly Ask[] = [0, 1].map((by) => ({
  words: `read all of store ${by}`,
  async put(world) {
    const read = await allEvents(storeOf(world, by))
    assertSame('what was read', world.list.events, withoutPositions(read))
  },
}))
