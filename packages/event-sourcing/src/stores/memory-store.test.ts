import { describe, it } from 'vitest'
import { memoryStore } from './memory-store.js'
import { idIndexContract, storeContract, type StoreUnderTest } from '../testing/store-contract.js'

const subject: StoreUnderTest = {
  name: 'the memory store',
  place: () => ({ open: memoryStore }),
  capabilities: { durable: false, severalProcesses: false },
  viewStore: true,
}

storeContract({ describe, it }, subject)
idIndexContract({ describe, it }, subject)
