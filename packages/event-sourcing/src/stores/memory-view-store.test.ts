import { describe, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { memoryViewStore } from './memory-view-store.js'
import { viewStoreContract, type ClosingViewStore } from '../testing/view-store-contract.js'

function closing(): ClosingViewStore {
  let closed = false
  const checkOpen = () => {
    if (closed) throw new LianxiError('store-closed', {})
  }
  return {
    ...memoryViewStore({ checkOpen }),
    close() {
      closed = true
    },
  }
}

viewStoreContract(
  { describe, it },
  {
    name: 'the memory view store',
    place: () => ({ open: closing }),
    capabilities: { durable: false, severalProcesses: false },
  },
)
