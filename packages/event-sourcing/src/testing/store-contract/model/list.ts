// What a store is, in its shortest words: a list of events, and a table of views.
import type { Append, NewEvent } from '../../../stores/event-store.js'
import type { Revision } from '../../../terms/position.js'
import type { StreamName } from '../../../terms/stream.js'
import type { SavedView, ViewKey } from '../../../stores/view-store.js'

export interface ListedEvent extends NewEvent {
  readonly stream: StreamName
  readonly revision: Revision
}

export interface ListPromises {
  /** Whether an id that is stored already is refused. */
  readonly idIndex: boolean
}

export class List {
  readonly events: ListedEvent[] = []
  readonly #views = new Map<string, SavedView>()
  readonly #promises: ListPromises

  constructor(promises: ListPromises) {
    this.#promises = promises
  }

  of(name: StreamName): readonly ListedEvent[] {
    return this.events.filter(({ stream }) => stream === name)
  }

  /** The stored events whose ids it does not take again. */
  untakable(): readonly NewEvent[] {
    return this.#promises.idIndex ? this.events : []
  }

  /** What the append is answered. */
  append({ stream, events, expected }: Append): string {
    const before = this.of(stream).length
    if (expected !== (before === 0 ? 'no-stream' : before - 1)) return `revision-conflict ${before - 1}`
    if (events.length === 0) return 'append-refused'
    const taken = new Set(this.untakable().map(({ id }) => id))
    for (const { id } of events) {
      if (taken.has(id)) return `duplicate-event ${id}`
      taken.add(id)
    }
    this.events.push(...events.map((event, index) => ({ ...event, stream, revision: before + index })))
    return 'stored'
  }

  view(key: ViewKey): SavedView | undefined {
    return this.#views.get(JSON.stringify(key))
  }

  save(key: ViewKey, next: SavedView): boolean {
    if ((this.view(key)?.saves ?? 0) !== next.saves - 1) return false
    this.#views.set(JSON.stringify(key), next)
    return true
  }

  drop(key: ViewKey): void {
    this.#views.delete(JSON.stringify(key))
  }
}
