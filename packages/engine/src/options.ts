// What a program opens an engine with, checked before anything is read or written: a mistake there would go unnoticed for long.
import { eventSchemas, reactions as modelReactions, views as modelViews, type AnyCommand } from '@lianxi/alliance'
import {
  checkOptionNames,
  LianxiError,
  parse,
  type AnyReaction,
  type AnyView,
  type ErrorPolicy,
  type EventStore,
  type OptionNames,
  type ViewStore,
} from '@lianxi/event-sourcing'
import * as z from 'zod'
import type { Disturbance } from './disturbance.js'
import type { Authorize } from './door.js'

export interface EngineOptions {
  readonly store: EventStore
  /** Where views and reactions keep their progress: the store's own, or else memory. */
  readonly viewStore?: ViewStore
  /** Views of an app's own, beside the model's. */
  readonly views?: readonly AnyView[]
  /** Reactions of an app's own, beside the model's. */
  readonly reactions?: readonly AnyReaction<AnyCommand>[]
  /**
   * `'start'` where the view store was lost: reactions of which it knows nothing answer the whole history. What they did stays done, since
   * ids follow from events; what was refused then is judged anew.
   */
  readonly reactionsFrom?: 'start'
  /** What becomes of an event that a reaction cannot answer; a reaction may say otherwise for itself. */
  readonly onError?: ErrorPolicy
  /**
   * Hears of what goes on quietly while reactions run: an event that is parked, a wait before another try, a reaction that stops, a view
   * that `run` leaves alone; and is handed the error itself, where one was thrown, for its stack. Called at once, and often while a store
   * is away; what it throws disturbs nothing.
   */
  readonly onDisturbance?: (disturbance: Disturbance, cause: unknown) => void
  /** May refuse any command from outside. */
  readonly authorize?: Authorize
  /** The present instant; the host's clock unless given. */
  readonly clock?: () => string
  /** A new UUID for each command that brings none; version 7 unless given. */
  readonly ids?: () => string
  /** How many events the streams that are held in memory may have together; 1,000,000 unless given. */
  readonly heldEvents?: number
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null
/** Told by one of its functions: a store that is given in place of a view store would fail much later. */
const has = (method: string) => (value: unknown) => isRecord(value) && method in value
const eventStore = z.custom(has('append' satisfies keyof EventStore), 'is no event store')
const viewStore = z.custom(has('load' satisfies keyof ViewStore), 'is no view store')
const hook = z.custom((value) => typeof value === 'function', 'is no function')

/** Entries by event name. Only the model's events can be stored: an entry for another would never be asked. */
const on = z.custom(isRecord, 'is no record of entries by event').check(({ value, issues }) => {
  for (const [name, entry] of Object.entries(Object(value))) {
    const isKnown = Object.hasOwn(eventSchemas, name)
    if (isKnown && typeof entry === 'function') continue
    const message = isKnown ? 'is no function' : 'there is no such event'
    issues.push({ code: 'custom', path: [name], input: entry, message })
  }
})

const name = z.string().min(1)
const view = z.object({ name, version: z.int(), initialState: hook, on })
// its policy is checked with the engine's
const reaction = z.strictObject({ name, from: z.literal('start').optional(), onError: z.unknown().optional(), on })

// an option may be there and undefined: a program without exact types spells one that is left out so
const fields = {
  store: eventStore,
  viewStore: viewStore.optional(),
  views: z.array(view).optional(),
  reactions: z.array(reaction).optional(),
  reactionsFrom: z.literal('start').optional(),
  onError: z.unknown().optional(),
  onDisturbance: hook.optional(),
  authorize: hook.optional(),
  clock: hook.optional(),
  ids: hook.optional(),
  heldEvents: z.int().min(1).optional(),
} satisfies OptionNames<EngineOptions>
const schema = z.object(fields)

const what = 'openEngine'

function checkNamedOnce(path: 'views' | 'reactions', named: readonly { readonly name: string }[]): void {
  const names = named.map((each) => each.name)
  const twice = names.find((each, index) => names.indexOf(each) !== index)
  if (twice === undefined) return
  throw new LianxiError('invalid-input', { what, path, reason: `two ${path} are called ${twice}` })
}

/** Throws `invalid-input` where an option is none. */
export function checkOptions(options: EngineOptions): void {
  checkOptionNames(options, fields, { what })
  parse(schema, options, what)
  checkNamedOnce('views', [...modelViews, ...(options.views ?? [])])
  checkNamedOnce('reactions', [...modelReactions, ...(options.reactions ?? [])])
}
