// The views of every alliance, kept up with the store; and the same views as of a day, or event by event.
import type { AllianceId, TimeZone } from '@lianxi/alliance'
import {
  deepFreeze,
  hear,
  leavable,
  LianxiError,
  linkedController,
  LiveView,
  type AnyView,
  type Codec,
  type DeepReadonly,
  type EventDataTable,
  type EventStore,
  type RecordedEvent,
  type Schemas,
  type StoredEvent,
  type View,
  type ViewStore,
} from '@lianxi/event-sourcing'
import { LRUCache } from 'lru-cache'
import { asOfFilter, type AsOf } from './as-of.js'
import type { Tell } from './disturbance.js'
import { doAll } from './do-all.js'
import { keepUp, type KeptView } from './keep-up.js'
import { figuresAt } from './path.js'
import {
  explainQuestion,
  viewQuestion,
  watchQuestion,
  type ExplainOptions,
  type ViewOptions,
  type WatchOptions,
} from './query.js'
import type { Runner } from './together.js'

const liveViews = 1024

export interface ViewsOptions {
  readonly store: EventStore
  readonly viewStore: ViewStore
  readonly codec: Codec<Schemas>
  readonly views: readonly AnyView[]
  readonly timeZoneOf: (alliance: AllianceId) => Promise<TimeZone>
  /** Ends what is watched. */
  readonly closing: AbortSignal
  /** Hears of a view that is left alone, and of what is tried again. */
  readonly tell: Tell
}

export class Views {
  readonly #options: ViewsOptions
  readonly #live: LRUCache<string, { readonly view: unknown; readonly live: KeptView }>
  readonly #leaving = new Set<Promise<void>>()

  constructor(options: ViewsOptions) {
    this.#options = options
    this.#live = new LRUCache({
      max: liveViews,
      dispose: ({ live }, _key, why) => why === 'evict' && this.#saveWhileLeaving(live),
    })
  }

  #saveWhileLeaving(live: KeptView): void {
    // What could not be saved is folded again from the events when it is next asked for.
    const saving = live
      .save()
      .catch(() => undefined)
      .then(() => void this.#leaving.delete(saving))
    this.#leaving.add(saving)
  }

  async read<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: ViewOptions,
  ): Promise<DeepReadonly<State>> {
    this.#checkKnown(view)
    const { partition, asOf } = viewQuestion(options)
    if (asOf === undefined) return this.#liveOf(view, partition).read()
    const state = view.initialState()
    for await (const recorded of this.#seen(partition, asOf))
      hear(view, { recorded, codec: this.#options.codec }, state)
    return deepFreeze(state)
  }

  /** The view now, and again each time that it has changed, until the signal aborts or whoever watches leaves. */
  watch<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: WatchOptions,
  ): AsyncIterableIterator<DeepReadonly<State>, void> {
    return leavable({ signal: this.#options.closing }, ({ signal }) => this.#watch(view, options, signal))
  }

  async *#watch<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: WatchOptions,
    left: AbortSignal,
  ): AsyncGenerator<DeepReadonly<State>, void> {
    this.#checkKnown(view)
    const { partition, signal } = watchQuestion(options)
    const live = this.#liveOf(view, partition)
    const { store } = this.#options
    const over = linkedController(signal, left)
    const ended = over.signal
    try {
      if (ended.aborted) return
      let shown = await live.read()
      // where it stands now: others read on while the watcher looks at what it was shown
      const after = live.checkpoint === undefined ? {} : { after: live.checkpoint }
      yield shown
      if (ended.aborted) return
      for await (const _news of store.subscribe({ partition, ...after, signal: ended })) {
        if (ended.aborted) return
        const next = await live.read()
        if (ended.aborted) return
        if (next !== shown) yield next
        shown = next
      }
    } finally {
      over.abort()
    }
  }

  /** Keeps the views of each alliance up while a program runs. */
  runner(): Runner {
    const { store, tell, views } = this.#options
    return keepUp({
      store,
      tell,
      of: (partition) => views.map((view) => this.#liveOf(view, partition)),
      held: () => this.#held(),
    })
  }

  /** The events behind a figure, in the order of the store. */
  async explain<State, Data extends EventDataTable>(
    view: View<State, Data>,
    options: ExplainOptions,
  ): Promise<readonly StoredEvent[]> {
    this.#checkKnown(view)
    const { partition, asOf = {}, paths } = explainQuestion(options)
    const { codec } = this.#options
    const state = view.initialState()
    let before = figuresAt(state, paths)
    const causes: StoredEvent[] = []
    for await (const recorded of this.#seen(partition, asOf)) {
      hear(view, { recorded, codec }, state)
      const after = figuresAt(state, paths)
      if (after !== before) causes.push(deepFreezeEvent(codec.decode(recorded)))
      before = after
    }
    return causes
  }

  async *#seen(partition: AllianceId, asOf: AsOf): AsyncGenerator<RecordedEvent, void> {
    const { store, codec, timeZoneOf } = this.#options
    const isSeen = asOfFilter(asOf, await timeZoneOf(partition))
    for await (const batch of store.readAll({ partition })) {
      for (const recorded of batch) if (isSeen(codec.metadata(recorded))) yield recorded
    }
  }

  #checkKnown(view: AnyView): void {
    if (!this.#options.views.includes(view)) throw new LianxiError('unknown-view', { name: view.name })
  }

  #liveOf<State, Data extends EventDataTable>(view: View<State, Data>, partition: string): LiveView<State, Data> {
    const key = `${partition}/${view.name}`
    const known = this.#live.get(key)
    // what stands under a view's name was made from that very view, since names are unique
    if (known !== undefined) return known.live as LiveView<State, Data>
    const { store, viewStore, codec } = this.#options
    const live = new LiveView({ view, partition, store, viewStore, codec })
    this.#live.set(key, { view, live })
    return live
  }

  async #held(): Promise<readonly KeptView[]> {
    await Promise.all(this.#leaving)
    return [...this.#live.values()].map(({ live }) => live)
  }

  /** Keeps all that was folded and not yet saved, and then throws the first error. */
  async save(): Promise<void> {
    await doAll((await this.#held()).map((live) => () => live.save()))
  }
}

function deepFreezeEvent(event: StoredEvent): StoredEvent {
  deepFreeze(event)
  return event
}
