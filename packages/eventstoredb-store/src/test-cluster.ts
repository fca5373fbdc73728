// What the tests of this package share where nodes change the lead: two doubles of which the first leads, and a store on both.
import type { EventStore } from '@lianxi/event-sourcing'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import type { Disturbance } from './options.js'
import { startCluster, type EventStoreDBCluster, type EventStoreDBDouble } from './testing/index.js'

export interface ClusterTrial {
  readonly cluster: EventStoreDBCluster
  readonly first: EventStoreDBDouble
  readonly second: EventStoreDBDouble
  /** What the stores told of. */
  readonly disturbances: readonly Disturbance[]
  open(): EventStore
}

export async function onCluster(trial: (given: ClusterTrial) => Promise<void>): Promise<void> {
  const cluster = await startCluster()
  const [first, second] = cluster.nodes
  if (first === undefined || second === undefined) throw new Error('a cluster of two')
  const stores: EventStore[] = []
  const disturbances: Disturbance[] = []
  try {
    await trial({
      cluster,
      first,
      second,
      disturbances,
      open() {
        const onDisturbance = (disturbance: Disturbance) => void disturbances.push(disturbance)
        const store = openEventStoreDBStore({ connectionString: cluster.connectionString, onDisturbance })
        stores.push(store)
        return store
      },
    })
  } finally {
    await Promise.all(stores.map((store) => store.close()))
    await cluster.close()
  }
}
