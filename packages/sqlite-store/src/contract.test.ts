import { idIndexContract, storeContract, type StoreUnderTest } from '@lianxi/event-sourcing/testing'
import { describe, it } from 'vitest'
import { contractPlace } from './contract-place.js'

const subject: StoreUnderTest = {
  name: 'the SQLite store',
  place: contractPlace,
  capabilities: { durable: true, severalProcesses: true },
  viewStore: true,
}

storeContract({ describe, it }, subject)
idIndexContract({ describe, it }, subject)
