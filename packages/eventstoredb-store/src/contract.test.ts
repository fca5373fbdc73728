import { storeContract, type StoreUnderTest } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { doublePlace, serverPlace } from './contract-place.js'

const subject: Omit<StoreUnderTest, 'name' | 'place'> = {
  capabilities: { durable: true, severalProcesses: true },
  viewStore: false,
}

storeContract(
  { describe, it },
  { ...subject, name: 'the EventStoreDB store, on a double of the server,', place: doublePlace, connection: true },
)

const url = process.env['EVENTSTOREDB_URL']
if (url === undefined) console.info('EVENTSTOREDB_URL is not set: the contract is skipped on a true server')

describe.skipIf(url === undefined)('on the server that EVENTSTOREDB_URL names', () => {
  // without `connection`: nobody may cut the connections of a server that others use
  storeContract({ describe, it }, { ...subject, name: 'the EventStoreDB store', place: () => serverPlace(url ?? '') })
})
