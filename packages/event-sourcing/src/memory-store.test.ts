import { describe, it } from 'vitest'
import { memoryStore } from './memory-store.js'
import { storeContract } from './testing/store-contract.js'

storeContract(
  { describe, it },
  {
    name: 'the memory store',
    place: () => ({ open: memoryStore }),
    capabilities: { durable: false, severalProcesses: false },
    viewStore: true,
  },
)
