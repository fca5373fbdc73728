// The whole model as two tables, event name → data and command name → data, composed from the aggregates.
import type { Schema, StoredEvent, DeepReadonly, Upcasters } from '@lianxi/event-sourcing'
import type { MembershipCommands } from './membership/commands.js'
import { events as membershipEvents, type MembershipEvents } from './membership/events.js'

/** The data of every event, by its name. */
export interface EventData extends MembershipEvents {}

/** What every command says, by its name. */
export interface CommandData extends MembershipCommands {}

/** Any command, as plain data. */
export type AnyCommand = {
  [N in keyof CommandData]: { readonly type: N; readonly data: DeepReadonly<CommandData[N]> }
}[keyof CommandData]

/** Any event, as history gives it back. */
export type AnyEvent = { [N in keyof EventData]: StoredEvent<N, DeepReadonly<EventData[N]>> }[keyof EventData]

/** The schema of every event, by its name. */
export const eventSchemas: Readonly<Record<keyof EventData, Schema>> = { ...membershipEvents }

/** Where a stored schema changed. */
export const upcasters: Upcasters = {}
