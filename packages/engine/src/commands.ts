// Every command, by its name, with the aggregate that answers it.
import {
  action,
  issue,
  meeting,
  membership,
  minutes,
  motion,
  pledge,
  resource,
  topic,
} from '@lianxi/alliance/aggregates'
import { LianxiError, type EventStore, type Instant } from '@lianxi/event-sourcing'
import { openAggregate, type Aggregate } from './aggregate.js'
import { factsFrom } from './facts.js'
import type { Streams } from './streams.js'

export interface CommandsOptions {
  readonly store: EventStore
  readonly streams: Streams
  readonly now: () => Instant
}

/** Finds the aggregate of a command by the command's name. Throws `unknown-command`. */
export function openCommands({ store, streams, now }: CommandsOptions): (type: string) => Aggregate {
  const facts = factsFrom(streams)
  const tools = { store, now }
  const aggregates: readonly Aggregate[] = [
    openAggregate(membership, { ...tools, ...streams.membership, facts: facts.membership }),
    openAggregate(topic, { ...tools, ...streams.topic, facts: facts.topic }),
    openAggregate(meeting, { ...tools, ...streams.meeting, facts: facts.meeting }),
    openAggregate(minutes, { ...tools, ...streams.minutes, facts: facts.minutes }),
    openAggregate(motion, { ...tools, ...streams.motion, facts: facts.motion }),
    openAggregate(issue, { ...tools, ...streams.issue, facts: facts.issue }),
    openAggregate(resource, { ...tools, ...streams.resource, facts: facts.resource }),
    openAggregate(pledge, { ...tools, ...streams.pledge, facts: facts.pledge }),
    openAggregate(action, { ...tools, ...streams.action, facts: facts.action }),
  ]
  const byCommand = new Map(
    aggregates.flatMap((aggregate) => aggregate.commandTypes.map((type) => [type, aggregate] as const)),
  )
  return (type) => {
    const aggregate = byCommand.get(type)
    if (aggregate === undefined) throw new LianxiError('unknown-command', { type })
    return aggregate
  }
}
