// A double of an EventStoreDB server: it speaks the protocol over real HTTP/2 and keeps what it is given in memory, so that an
// app can be tested on what only a server out of reach, a lost answer or a change of leader brings about.
import { setTimeout } from 'node:timers/promises'
import { openCallCounter, type CallCounter, type CallCounts } from './call-counts.js'
import { appendCall } from './calls/append.js'
import { batchAppendCall } from './calls/batch-append.js'
import { deleteCall, tombstoneCall } from './calls/delete.js'
import { featuresCall } from './calls/features.js'
import { gossipCall } from './calls/gossip.js'
import { readOrSubscribeCall } from './calls/read-or-subscribe.js'
import type { Faults } from './fault-plan.js'
import { openFaults } from './faults.js'
import { startGrpcServer, type Handler, type Tls } from './grpc/server.js'
import type { Behaviour, ClusterMember, Endpoint, Node } from './node.js'
import { notLeader } from './refusals.js'
import { openTransactionLog, type LogRecord, type TransactionLog } from './transaction-log.js'

export interface DoubleOptions extends Partial<Behaviour> {
  /** Any free port unless said. */
  readonly port?: number
  readonly tls?: Tls
}

export interface EventStoreDBDouble {
  readonly port: number
  /** What a client connects with; without credentials. */
  readonly connectionString: string
  /** All that is stored, the server's own events too, in order of position. */
  readonly log: readonly LogRecord[]
  readonly calls: CallCounts
  /** How many connections are open. */
  readonly connections: number
  readonly isListening: boolean
  readonly faults: Faults
  /** Resets every connection and refuses new ones; what is stored is kept. */
  stop(): Promise<void>
  /** Listens again, on the same port. */
  start(): Promise<void>
  /** Stops for good. */
  close(): Promise<void>
}

const nowhere: Endpoint = { host: '127.0.0.1', port: 9 }

const mostStarts = 100
const startsApartMs = 20
const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/** Starts a double on 127.0.0.1. */
export function startDouble(options: DoubleOptions = {}): Promise<EventStoreDBDouble> {
  return startNode(options)
}

/** What makes a double one of several: a log that they share, and who leads. */
export interface ClusterPlace {
  readonly log: TransactionLog
  members(): readonly ClusterMember[]
  otherLeader(): Endpoint | undefined
}

export async function startNode(options: DoubleOptions, place?: ClusterPlace): Promise<EventStoreDBDouble> {
  const counter = openCallCounter()
  const log = place?.log ?? openTransactionLog()
  let server: Awaited<ReturnType<typeof startGrpcServer>> | undefined
  let port = options.port ?? 0
  const node: Node = {
    log,
    faults: openFaults({ leaderHint: () => notLeader(node.otherLeader() ?? nowhere) }),
    behaviour: behaviourOf(options),
    members: () => place?.members() ?? [{ host: '127.0.0.1', port, isLeader: true, isAlive: true }],
    otherLeader: () => place?.otherLeader(),
  }
  const handlers = handlersOf(node, counter)

  async function start(): Promise<void> {
    server ??= await startGrpcServer({ handlers, port, tls: options.tls })
    ;({ port } = server)
  }

  async function startAgain(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await start()
      } catch (error) {
        // A client that looks for the server at the port, which is nobody's meanwhile, can be given it as its own end of a connection.
        if (attempt === mostStarts || !isTaken(error)) throw error
        await setTimeout(startsApartMs)
      }
    }
  }

  async function stop(): Promise<void> {
    const running = server
    server = undefined
    await running?.stop()
  }

  await start()
  return {
    port,
    connectionString: `esdb://127.0.0.1:${port}?tls=${options.tls !== undefined}`,
    log: log.records,
    calls: counter.counts,
    get connections() {
      return server?.connections ?? 0
    },
    get isListening() {
      return server !== undefined
    },
    faults: node.faults,
    start: startAgain,
    stop,
    close: stop,
  }
}

function behaviourOf(options: DoubleOptions): Behaviour {
  const { users, batchAppend = true, version = '23.10.8.0', caughtUp = true, checkpoints = true } = options
  return { users, batchAppend, version, caughtUp, checkpoints }
}

function handlersOf(node: Node, { counted }: CallCounter): Record<string, Handler> {
  const streams = '/event_store.client.streams.Streams'
  return {
    [`${streams}/Append`]: counted('append', appendCall(node)),
    [`${streams}/BatchAppend`]: counted('batchAppend', batchAppendCall(node)),
    [`${streams}/Read`]: counted('read', readOrSubscribeCall(node)),
    [`${streams}/Delete`]: counted('delete', deleteCall(node)),
    [`${streams}/Tombstone`]: counted('tombstone', tombstoneCall(node)),
    '/event_store.client.server_features.ServerFeatures/GetSupportedMethods': counted('features', featuresCall(node)),
    '/event_store.client.gossip.Gossip/Read': counted('gossip', gossipCall(node)),
  }
}
