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
if (url === undefined) {
  describe('the EventStoreDB store, on a true server,', () => {
    it.skip('keeps the contract of event stores (skipped: EVENTSTOREDB_URL names no server)', () => {})
  })
} else {
  // nobody may cut the connections of a server that others use
  storeContract(
    { describe, it },
    { ...subject, name: 'the EventStoreDB store, on a true server,', place: () => serverPlace(url) },
  )
}
