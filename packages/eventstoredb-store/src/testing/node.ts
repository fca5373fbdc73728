// What the calls of one double share: the log, which other nodes may share too, and how this node answers.
import type { FaultBoard } from './faults.js'
import type { TransactionLog } from './transaction-log.js'

export interface Endpoint {
  readonly host: string
  readonly port: number
}

export interface ClusterMember extends Endpoint {
  readonly isLeader: boolean
  readonly isAlive: boolean
}

/** What a server of some version and configuration does or does not do. */
export interface Behaviour {
  /** Login to password; without users nobody is asked. */
  readonly users: Readonly<Record<string, string>> | undefined
  /** Whether the server lists that it takes many appends over one stream. */
  readonly batchAppend: boolean
  readonly version: string
  /** Whether a subscription is told that it is live. */
  readonly caughtUp: boolean
  /** Whether a filtered subscription is told how far it is. */
  readonly checkpoints: boolean
}

export interface Node {
  readonly log: TransactionLog
  readonly faults: FaultBoard
  readonly behaviour: Behaviour
  /** The cluster as this node sees it: itself alone, where there is no other. */
  members(): readonly ClusterMember[]
  /** Where the leader is, if that is another node. */
  otherLeader(): Endpoint | undefined
}
