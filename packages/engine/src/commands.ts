// Every command, by its name, with the aggregate that answers it.
import { deciders } from '@lianxi/alliance/aggregates'
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
  const aggregates: Readonly<Record<keyof typeof deciders, Aggregate>> = {
    membership: openAggregate(deciders.membership, { ...tools, ...streams.membership, facts: facts.membership }),
    topic: openAggregate(deciders.topic, { ...tools, ...streams.topic, facts: facts.topic }),
    meeting: openAggregate(deciders.meeting, { ...tools, ...streams.meeting, facts: facts.meeting }),
    minutes: openAggregate(deciders.minutes, { ...tools, ...streams.minutes, facts: facts.minutes }),
    motion: openAggregate(deciders.motion, { ...tools, ...streams.motion, facts: facts.motion }),
    issue: openAggregate(deciders.issue, { ...tools, ...streams.issue, facts: facts.issue }),
    resource: openAggregate(deciders.resource, { ...tools, ...streams.resource, facts: facts.resource }),
    pledge: openAggregate(deciders.pledge, { ...tools, ...streams.pledge, facts: facts.pledge }),
    action: openAggregate(deciders.action, { ...tools, ...streams.action, facts: facts.action }),
  }
  const byCommand = new Map(
    Object.values(aggregates).flatMap((aggregate) => aggregate.commandTypes.map((type) => [type, aggregate] as const)),
  )
  return (type) => {
    const aggregate = byCommand.get(type)
    if (aggregate === undefined) throw new LianxiError('unknown-command', { type })
    return aggregate
  }
}
