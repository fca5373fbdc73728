// The promises of the port to views (view-store.ts) for a view store that stands by itself, beside a store of events that keeps none.
import { memoryStore } from '../stores/memory-store.js'
import type { ViewStore } from '../stores/view-store.js'
import type { StoreCapabilities, StorePlace, StoreUnderTest } from './store-contract/case.js'
import { registerChapters } from './store-contract/register.js'
import { keepingViews } from './store-contract/views.js'
import type { ContractRunner } from './test-runner.js'

/** A view store that can be closed. */
export interface ClosingViewStore extends ViewStore {
  close(): void | Promise<void>
}

/** Where one case keeps its views. */
export interface ViewStorePlace {
  open(): ClosingViewStore | Promise<ClosingViewStore>
  remove?(): void | Promise<void>
}

export interface ViewStoreUnderTest {
  readonly name: string
  /** Makes an empty place; every case has its own. */
  place(): ViewStorePlace | Promise<ViewStorePlace>
  readonly capabilities: StoreCapabilities
  /** As in StoreUnderTest. */
  readonly patience?: number
}

/** The place with a store of events in memory beside it. */
function besideEvents({ open, remove }: ViewStorePlace): StorePlace {
  const events = memoryStore()
  return {
    async open() {
      const views = await open()
      return { ...events, viewStore: views, close: async () => views.close() }
    },
    async remove() {
      await remove?.()
    },
  }
}

/** Registers the cases of `storeContract` that are about views. */
export function viewStoreContract(runner: ContractRunner, { place, ...said }: ViewStoreUnderTest): void {
  const subject: StoreUnderTest = { ...said, viewStore: true, place: async () => besideEvents(await place()) }
  registerChapters(runner, subject, {
    title: `${said.name} keeps the contract of view stores`,
    chapters: [keepingViews],
  })
}
