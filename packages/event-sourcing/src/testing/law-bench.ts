// One stream of any decider, run as the engine runs it, laid open for the laws to compare.
import * as z from 'zod'
import { canonicalText } from '../texts/canonical.js'
import { codec } from '../texts/codec.js'
import type { CommandTable, Decider, FactsOf, Request } from '../commands/decider.js'
import type { Schemas } from '../terms/schema.js'
import { LianxiError } from '../terms/errors.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { execute } from '../commands/execute.js'
import { evolve, fold, type Foldable } from '../commands/fold.js'
import { HeldStream } from '../commands/held-stream.js'
import { instant } from '../terms/instant.js'
import { memoryStore } from '../stores/memory-store.js'
import { metadataSchema } from '../texts/metadata.js'
import { parse } from '../terms/parse.js'
import { deepFreeze } from '../terms/readonly.js'
import type { Receipt } from '../commands/receipt.js'
import type { Rejection } from '../terms/rejection.js'
import { sha256Hex } from '../terms/sha256.js'
import { streamName } from '../terms/stream.js'

/** A command with all that its decision needs; each part is parsed by the command's declaration. */
export interface LawfulCommand {
  readonly type: string
  readonly data: unknown
  readonly by: unknown
  readonly at: string
  readonly facts?: unknown
}

/** What the laws compare: answers, and states as canonical texts. */
export interface LawBench {
  run(command: LawfulCommand, index: number): Promise<Receipt | Rejection>
  /** What the decision answers when the state it gets is frozen through and through. */
  decideOnFrozen(command: LawfulCommand): Promise<unknown>
  stored(): Promise<readonly RecordedEvent[]>
  liveState(): string
  replayedState(): Promise<string>
  /** The state folded in place at once, in one draft, and in a draft an event. */
  foldedStates(): Promise<{ readonly inPlace: string; readonly oneDraft: string; readonly draftEach: string }>
  /** All events as texts, before and after they were folded in place, frozen. */
  eventsAroundFolding(): Promise<{ readonly before: string; readonly after: string }>
}

const name = streamName({ category: 'law', partition: 'laws', id: '1' })
const metadata = metadataSchema(z.unknown(), z.unknown())

export function lawBench<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
>(decider: Decider<State, Events, C, No>): LawBench {
  const store = memoryStore()
  const texts = codec<Events>({ events: decider.events, upcasters: decider.upcasters ?? {}, metadata })
  const hold = () => new HeldStream<State, Events>({ name, store, codec: texts, decider })
  const live = hold()
  const isCommand = (type: string): type is keyof C & string => Object.hasOwn(decider.commands, type)

  function parseAs<N extends keyof C & string>(type: N, asked: LawfulCommand): Request<C[N]> {
    const shape: C[N] = decider.commands[type]
    const facts = shape.needs === undefined ? undefined : parse(shape.needs, asked.facts, `facts of ${type}`)
    return {
      data: parse<C[N]['data']>(shape.data, asked.data, type),
      actor: parse<C[N]['by']>(shape.by, asked.by, `who gives ${type}`),
      // parsed by `needs` or absent with it, as FactsOf says
      facts: facts as FactsOf<C[N]>,
      occurredAt: parse(instant, asked.at, `instant of ${type}`),
    }
  }

  function runAs<N extends keyof C & string>(type: N, asked: LawfulCommand, index: number) {
    const { data, actor, facts, occurredAt } = parseAs(type, asked)
    const envelope = {
      actor,
      commandHash: sha256Hex(canonicalText({ type, data })),
      commandId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      occurredAt,
    }
    const tools = { store, codec: texts, decider, now: () => occurredAt }
    return execute(live, { type, data, actor, envelope, facts: async () => facts }, tools)
  }

  function known<T>(type: string, work: (type: keyof C & string) => T): T {
    if (!isCommand(type)) throw new LianxiError('unknown-command', { type })
    return work(type)
  }

  async function stored(): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = []
    for await (const batch of store.readStream(name)) events.push(...batch)
    return events
  }

  async function history(): Promise<readonly Foldable<Events>[]> {
    // a decoded event is one of the union that folding takes, with more metadata
    return (await stored()).map((recorded) => texts.decode(recorded) as unknown as Foldable<Events>)
  }

  return {
    run: (command, index) => known(command.type, (type) => runAs(type, command, index)),
    stored,
    liveState: () => canonicalText(live.state),
    async decideOnFrozen(command) {
      const state = fold(decider, await history())
      return known(command.type, (type) => {
        const request = parseAs(type, command)
        deepFreeze(request)
        return decider.decide[type](state, request)
      })
    },
    async replayedState() {
      const replayed = hold()
      await replayed.load()
      return canonicalText(replayed.state)
    },
    async foldedStates() {
      const events = await history()
      const start = fold(decider, [])
      return {
        inPlace: canonicalText(fold(decider, events)),
        oneDraft: canonicalText(fold(decider, events, start)),
        draftEach: canonicalText(events.reduce((state, event) => fold(decider, [event], state), start)),
      }
    },
    async eventsAroundFolding() {
      const events = await history()
      const before = canonicalText(events)
      deepFreeze(events)
      const state = decider.initialState()
      for (const event of events) evolve(decider, state, event)
      return { before, after: canonicalText(events) }
    },
  }
}
