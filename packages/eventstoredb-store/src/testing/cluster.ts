// Several doubles that share one log, of which one leads: what a client meets when the leader changes.
import { startNode, type DoubleOptions, type EventStoreDBDouble } from './double.js'
import { openTransactionLog } from './transaction-log.js'

export interface ClusterOptions extends Omit<DoubleOptions, 'port'> {
  /** How many; 2 unless said. */
  readonly size?: number
}

export interface EventStoreDBCluster {
  /** The first leads until another is elected. */
  readonly nodes: readonly EventStoreDBDouble[]
  /** Names all nodes: a client asks them who leads. */
  readonly connectionString: string
  /** From now on this node leads; the others send who wants the leader to it. */
  elect(node: EventStoreDBDouble): void
  close(): Promise<void>
}

const host = '127.0.0.1'

export async function startCluster({ size = 2, ...options }: ClusterOptions = {}): Promise<EventStoreDBCluster> {
  const log = openTransactionLog()
  const nodes: EventStoreDBDouble[] = []
  let leads = 0

  const endpoints = () =>
    nodes.map(({ port, isListening }, index) => ({ host, port, isLeader: index === leads, isAlive: isListening }))

  async function startMember(index: number): Promise<EventStoreDBDouble> {
    const otherLeader = () => (index === leads ? undefined : endpoints()[leads])
    return startNode(options, { log, members: endpoints, otherLeader })
  }

  for (let index = 0; index < size; index++) nodes.push(await startMember(index))

  return {
    nodes,
    connectionString: `esdb://${nodes.map(({ port }) => `${host}:${port}`).join(',')}?tls=${options.tls !== undefined}`,
    elect(node) {
      leads = nodes.indexOf(node)
    },
    async close() {
      await Promise.all(nodes.map((node) => node.close()))
    },
  }
}
