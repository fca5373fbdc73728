// The public promise of the package, name by name.
export { openEventStoreDBStore } from './eventstoredb-store.js'
export type { Credentials, Deadlines, Disturbance, EventStoreDBOptions } from './options.js'
