// Stores that fail as where a process ends: between two appends, or before a reaction's progress is saved.
import type { EventStore, ViewStore } from '@lianxi/event-sourcing'

/** A store that takes some more events and then no more. */
export function lasting(store: EventStore, appends: number): EventStore {
  let left = appends
  return {
    ...store,
    async append(...append) {
      if (left-- <= 0) throw new Error('the power went out')
      return store.append(...append)
    },
  }
}

/** A view store whose saves of a reaction's progress fail once from now on, as a process that ends before it saves. */
export function failingOnce(viewStore: ViewStore): { readonly viewStore: ViewStore; fail(name: string): void } {
  const failures: string[] = []
  return {
    fail: (name) => failures.push(`reaction/${name}`),
    viewStore: {
      ...viewStore,
      async save(...save) {
        const failure = failures.indexOf(save[0].name)
        if (failure === -1) return viewStore.save(...save)
        failures.splice(failure, 1)
        throw new Error('the process ended')
      },
    },
  }
}
