// Given events, when a command, then events or a no: a rule of the model as a test, strict in order and payload.
import type * as z from 'zod'
import type { CommandTable, Decider, EventOf, FactsOf, Request } from '../commands/decider.js'
import type { Output, Schemas } from '../terms/schema.js'
import { fold, type Foldable } from '../commands/fold.js'
import { instant } from '../terms/instant.js'
import { parse } from '../terms/parse.js'
import { deepFreeze, type DeepReadonly } from '../terms/readonly.js'
import { isRejection, type Rejection } from '../terms/rejection.js'
import { assertSame } from './difference.js'

/** A command as a test asks it. What is left out comes from the scenario's defaults. */
export type Asked<C extends CommandTable, N extends keyof C & string = keyof C & string> = {
  [T in N]: {
    readonly type: T
    readonly data: z.core.input<C[T]['data']>
    readonly by?: z.core.input<C[T]['by']>
    readonly at?: string
    readonly facts?: unknown
  }
}[N]

interface WhoAndWhen<C extends CommandTable> {
  /** When commands are given, and when the given events happened; an instant. */
  readonly at: string
  /** Who gives each command. */
  readonly by: { readonly [N in keyof C & string]: z.core.input<C[N]['by']> }
}

/** The answers that each command with `needs` gets. */
type Answers<C extends CommandTable> = {
  readonly [N in keyof C & string as C[N] extends { readonly needs: z.core.$ZodType } ? N : never]: FactsInput<C[N]>
}

type FactsInput<C> = C extends { readonly needs: infer Needs extends z.core.$ZodType } ? z.core.input<Needs> : never

/** What a test of the aggregate need not say. Facts are asked for where a command has `needs`, and nowhere else. */
export type ScenarioDefaults<C extends CommandTable> = WhoAndWhen<C> &
  (keyof Answers<C> extends never
    ? { readonly facts?: Readonly<Record<string, never>> }
    : { readonly facts: Answers<C> })

export interface Outcome<Events extends Schemas, No extends Rejection> {
  /** Exactly these events, in this order, with these data. None: it was so already. */
  then(...events: readonly EventOf<Events>[]): void
  /** Refused for this reason, and, where given, with exactly these details. */
  thenRejected<R extends No['reason']>(reason: R, details?: Extract<No, { reason: R }>['details']): void
}

export interface Given<State, Events extends Schemas, C extends CommandTable, No extends Rejection> {
  when(command: Asked<C>): Outcome<Events, No>
  /** The folded state, frozen, for a question of rules.ts. */
  readonly state: DeepReadonly<State>
}

/** An event that happened at another instant than the scenario's. */
export function at<E extends object>(occurredAt: string, event: E): E & { readonly occurredAt: string } {
  return { ...event, occurredAt }
}

function frozen<T>(value: T): T {
  deepFreeze(value)
  return value
}

/** Makes the `given` of an aggregate's tests. */
export function scenarios<
  State,
  Events extends Schemas,
  C extends CommandTable<keyof Events & string>,
  No extends Rejection,
>(
  decider: Decider<State, Events, C, No>,
  defaults: ScenarioDefaults<C>,
): (...events: readonly (EventOf<Events> & { readonly occurredAt?: string })[]) => Given<State, Events, C, No> {
  const standing: { readonly [name: string]: unknown } = defaults.facts ?? {}

  function past<N extends keyof Events & string>(event: {
    readonly type: N
    readonly data: Output<Events[N]>
    readonly occurredAt?: string
  }): Foldable<Events> {
    const occurredAt = parse(instant, event.occurredAt ?? defaults.at, `given ${event.type}`)
    const data = parse<Events[N]>(decider.events[event.type], event.data, `given ${event.type}`)
    // one event of the union, whose name and data were just tied together
    return { type: event.type, data: frozen(data), metadata: { occurredAt } } as unknown as Foldable<Events>
  }

  function answer<N extends keyof C & string>(state: DeepReadonly<State>, asked: Asked<C, N>) {
    const type: N = asked.type
    const shape: C[N] = decider.commands[type]
    const needs = shape.needs
    const facts = needs === undefined ? undefined : parse(needs, asked.facts ?? standing[type], `facts of ${type}`)
    const request: Request<C[N]> = {
      data: frozen(parse<C[N]['data']>(shape.data, asked.data, type)),
      // parsed by `needs` or absent with it, as FactsOf says
      facts: frozen(facts) as FactsOf<C[N]>,
      actor: frozen(parse<C[N]['by']>(shape.by, asked.by ?? defaults.by[type], `who gives ${type}`)),
      occurredAt: parse(instant, asked.at ?? defaults.at, `instant of ${type}`),
    }
    return decider.decide[type](state, request)
  }

  return (...events) => {
    const state = fold(decider, events.map(past))
    return {
      state,
      when: (command) => {
        const decided = answer(state, command)
        const shown = isRejection(decided)
          ? { rejected: decided.reason, because: decided.details ?? null }
          : { events: decided }
        return {
          then: (...expected) => assertSame(`${command.type} gives these events`, { events: expected }, shown),
          thenRejected: (reason, details) => {
            const because = details ?? (isRejection(decided) ? (decided.details ?? null) : null)
            assertSame(`${command.type} is refused`, { rejected: reason, because }, shown)
          },
        }
      },
    }
  }
}
