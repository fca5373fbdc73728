// The whole model as two tables, event name → data and command name → data, composed from the aggregates.
import type { DeepReadonly, Metadata, Schema, StoredEvent, Upcasters } from '@lianxi/event-sourcing'
import type { ActionCommands } from './action/commands.js'
import { events as actionEvents, type ActionEvents } from './action/events.js'
import type { Actor, EnteredBy } from './actor.js'
import type { IssueCommands } from './issue/commands.js'
import { events as issueEvents, type IssueEvents } from './issue/events.js'
import type { MeetingCommands } from './meeting/commands.js'
import { events as meetingEvents, type MeetingEvents } from './meeting/events.js'
import type { MembershipCommands } from './membership/commands.js'
import { events as membershipEvents, type MembershipEvents } from './membership/events.js'
import type { MinutesCommands } from './minutes/commands.js'
import { events as minutesEvents, type MinutesEvents } from './minutes/events.js'
import type { MotionCommands } from './motion/commands.js'
import { events as motionEvents, type MotionEvents } from './motion/events.js'
import type { PledgeCommands } from './pledge/commands.js'
import { events as pledgeEvents, type PledgeEvents } from './pledge/events.js'
import type { ResourceCommands } from './resource/commands.js'
import { events as resourceEvents, type ResourceEvents } from './resource/events.js'
import type { TopicCommands } from './topic/commands.js'
import { events as topicEvents, type TopicEvents } from './topic/events.js'

/** The data of every event, by its name. */
export interface EventData
  extends
    MembershipEvents,
    TopicEvents,
    MeetingEvents,
    MinutesEvents,
    MotionEvents,
    IssueEvents,
    ResourceEvents,
    PledgeEvents,
    ActionEvents {}

/** What every command says, by its name. */
export interface CommandData
  extends
    MembershipCommands,
    TopicCommands,
    MeetingCommands,
    MinutesCommands,
    MotionCommands,
    IssueCommands,
    ResourceCommands,
    PledgeCommands,
    ActionCommands {}

/** Any command, as plain data. */
export type AnyCommand = {
  [N in keyof CommandData]: { readonly type: N; readonly data: DeepReadonly<CommandData[N]> }
}[keyof CommandData]

/** What the engine knows about every event. */
export interface EventMetadata extends Metadata {
  readonly actor: Actor
  readonly enteredBy?: EnteredBy
}

/** Any event, as history gives it back. */
export type AnyEvent = {
  [N in keyof EventData]: StoredEvent<N, DeepReadonly<EventData[N]>> & { readonly metadata: EventMetadata }
}[keyof EventData]

/** The schema of every event, by its name. */
export const eventSchemas: Readonly<Record<keyof EventData, Schema>> = {
  ...membershipEvents,
  ...topicEvents,
  ...meetingEvents,
  ...minutesEvents,
  ...motionEvents,
  ...issueEvents,
  ...resourceEvents,
  ...pledgeEvents,
  ...actionEvents,
}

/** Where a stored schema changed: the upcasters of all aggregates. */
export const upcasters: Upcasters = {}
