// The port to a store of views. State and checkpoint are saved together; two savers never overwrite each other unseen.
import type { Position } from '../terms/position.js'

export interface ViewKey {
  readonly name: string
  readonly version: string
  /** The alliance; '' for a view of the whole store. */
  readonly partition: string
}

export interface SavedView {
  /** Canonical JSON text. */
  readonly state: string
  /** The position of the last event in it; absent where there was none yet. */
  readonly checkpoint?: Position
  /** 1 for the first save under a key, and one more for each after it. */
  readonly saves: number
}

export interface ViewStore {
  /** Whether what was saved outlives the process. Reactions on a durable event store need one that does. */
  readonly durable: boolean
  load(key: ViewKey): Promise<SavedView | undefined>
  /** Keeps `next`, and returns true, only if what is stored has `saves` of `next.saves − 1` (0: nothing is stored). Else false, and nothing changes. */
  save(key: ViewKey, next: SavedView): Promise<boolean>
  /** Forgets what is stored under the key, if anything. */
  drop(key: ViewKey): Promise<void>
}
