// Views, saved behind the save before or not, loaded and dropped.
import * as fc from 'fast-check'
import type { ViewKey } from '../../../stores/view-store.js'
import { assertSame } from '../../difference.js'
import { viewsOf } from '../samples.js'
import { aStore, partOf, storeOf, type Ask, aPlace } from './ask.js'

const keys: readonly ViewKey[] = [
  { name: 'ledger', version: '1', partition: 'north' },
  { name: 'ledger', version: '2', partition: '' },
]
const aKey = fc.constantFrom(...keys)
const wordsOfKey = ({ name, version, partition }: ViewKey) => `${name} ${version} of ${partition || 'all'}`

export const aSave: fc.Arbitrary<Ask> = fc
  .record({
    key: aKey,
    ahead: fc.constantFrom(0, 0, 0, -1, 1),
    state: fc.string({ unit: 'binary' }),
    place: aPlace,
    by: aStore,
  })
  .map(({ key, ahead, state, place, by }) => ({
    words: `save ${wordsOfKey(key)}${ahead === 0 ? '' : `, ${ahead} from its turn`}`,
    async put(world) {
      const { options } = await partOf(world, { partition: undefined, place })
      const saves = (world.list.view(key)?.saves ?? 0) + 1 + ahead
      const next = { state, saves, ...(options.after === undefined ? {} : { checkpoint: options.after }) }
      const kept = await viewsOf(storeOf(world, by)).save(key, next)
      assertSame('whether it was kept', world.list.save(key, next), kept)
    },
  }))

function loading(key: ViewKey, by: number): Ask {
  return {
    words: `load ${wordsOfKey(key)}`,
    async put(world) {
      const loaded = await viewsOf(storeOf(world, by)).load(key)
      assertSame('what was loaded', world.list.view(key) ?? null, loaded ?? null)
    },
  }
}

export const aLoad: fc.Arbitrary<Ask> = fc.tuple(aKey, aStore).map(([key, by]) => loading(key, by))

export const allLoads: readonly Ask[] = keys.map((key) => loading(key, 0))

export const aDrop: fc.Arbitrary<Ask> = fc.record({ key: aKey, by: aStore }).map(({ key, by }) => ({
  words: `drop ${wordsOfKey(key)}`,
  async put(world) {
    world.list.drop(key)
    await viewsOf(storeOf(world, by)).drop(key)
  },
}))
