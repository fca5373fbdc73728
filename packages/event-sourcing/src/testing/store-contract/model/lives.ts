// A store that is closed, and another that is opened in its place.
import type * as fc from 'fast-check'
import { aStore, storeOf, type Ask } from './ask.js'

export const aReopening: fc.Arbitrary<Ask> = aStore.map((by) => ({
  words: `close store ${by} and open it again`,
  async put(world) {
    await storeOf(world, by).close()
    world.stores[by % world.stores.length] = await world.stage.open()
  },
}))
