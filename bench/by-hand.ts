// The yardstick for a whole command: a loop over held state that makes the same checks with the same schemas and the same hashes,
// and keeps rows in a list. It has one alliance, is nobody's engine and waits for nothing.
import { actor, allianceId, enteredBy, quorumNeeded, type Actor, type UnitId } from '@lianxi/alliance'
import {
  belongsAt,
  deciders,
  inSessionAt,
  memberUnitsAt,
  presentUnitsAt,
  votingUnitsAt,
} from '@lianxi/alliance/aggregates'
import {
  canonicalText,
  eventHash,
  eventId,
  instant,
  isRejection,
  metadataSchema,
  parse,
  sha256Hex,
  tryParse,
  uuid,
  type Instant,
  type NewEvent,
  type Rejection,
  type Schema,
  type Schemas,
  type StreamName,
} from '@lianxi/event-sourcing'
import * as z from 'zod'
import type { Said } from './meetings.js'

type Membership = ReturnType<typeof deciders.membership.initialState>
type Meeting = ReturnType<typeof deciders.meeting.initialState>
type Motion = ReturnType<typeof deciders.motion.initialState>

/** A decider as one loop over several of them sees it. */
interface AnyDecider {
  readonly category: string
  readonly id?: string
  readonly events: Schemas
  readonly commands: Readonly<Record<string, { readonly by: Schema; readonly data: Schema; readonly needs?: Schema }>>
  initialState(): unknown
  readonly evolve: Readonly<Record<string, Entry<[state: unknown, data: unknown, time: { occurredAt: Instant }], void>>>
  readonly decide: Readonly<Record<string, Entry<[state: unknown, request: unknown], readonly Decided[] | Rejection>>>
}
/** As a method, whose parameters TypeScript compares both ways: an entry is given what its own declarations parsed. */
type Entry<Parameters extends readonly unknown[], Result> = { entry(...input: Parameters): Result }['entry']
interface Decided {
  readonly type: string
  readonly data: unknown
}

interface Held {
  readonly name: StreamName
  readonly state: unknown
  readonly commands: Map<string, number>
  revision: number
  hash: string
}

export interface Row extends NewEvent {
  readonly stream: StreamName
  readonly revision: number
}

const commandSchema = z.strictObject({ type: z.string(), data: z.unknown() })
const contextSchema = z.strictObject({
  allianceId,
  actor,
  enteredBy: z.exactOptional(enteredBy),
  occurredAt: instant,
  commandId: uuid,
  correlationId: z.exactOptional(uuid),
})
const metadata = metadataSchema(actor, enteredBy)

// the bench says only what these three answer
const known: readonly AnyDecider[] = [deciders.membership, deciders.meeting, deciders.motion]
const deciderOf = new Map(known.flatMap((decider) => Object.keys(decider.commands).map((type) => [type, decider])))

/** Carries commands out one after another, in one synchronous step each. Throws where the answer is no. */
export function byHand(clock: () => string): { carryOut(said: Said): unknown; readonly rows: readonly Row[] } {
  const rows: Row[] = []
  const streams = new Map<string, Held>()

  function held(name: string, decider: AnyDecider): Held {
    const found = streams.get(name)
    if (found !== undefined) return found
    const state = decider.initialState()
    const fresh = { name: name as StreamName, state, commands: new Map<string, number>(), revision: -1, hash: '' }
    streams.set(name, fresh)
    return fresh
  }

  function factsOf(type: string, { alliance, state, data, unitId, at }: Question): unknown {
    const members = held(`membership-${alliance}.${alliance}`, deciders.membership).state as Membership
    if (type === 'SignIn') return { votes: votingUnitsAt(members, at).some((voting) => voting === unitId) }
    if (type === 'GiveNotice' || type === 'AdjournMeeting') return { entitled: [...votingUnitsAt(members, at)] }
    const { charter } = members.founded ?? {}
    if (charter === undefined) throw new Error('not founded')
    if (type === 'ConveneMeeting') {
      return { entitled: [...votingUnitsAt(members, at)], charterVersion: charter.version, quorum: charter.quorum }
    }
    const meetingId = type === 'MoveMotion' ? data.meetingId : (state as Motion).proposal?.meetingId
    const meeting = held(`meeting-${alliance}.${meetingId}`, deciders.meeting).state as Meeting
    const inSession = inSessionAt(meeting, at)
    if (type === 'MoveMotion') return { inSession, onAgenda: true, members: [...memberUnitsAt(members, at)] }
    const present = presentUnitsAt(meeting, at)
    const voting = votingUnitsAt(members, at)
    return {
      inSession,
      electorate: voting.filter((each) => present.includes(each)),
      entitled: voting.length,
      quorumNeeded: quorumNeeded(charter.quorum, voting.length),
      charterVersion: charter.version,
      vote: charter.vote,
    }
  }

  /** Why the door stays shut, if it does. */
  function shut(type: string, who: Actor, { alliance, at }: { readonly alliance: string; readonly at: Instant }) {
    if (who.role === 'engine') return 'reserved'
    if (type === 'FoundAlliance') return undefined
    const members = held(`membership-${alliance}.${alliance}`, deciders.membership).state as Membership
    if (members.founded === undefined) return 'no such alliance'
    const { unitId, role } = who
    return unitId === undefined || belongsAt(members, { unitId, role }, at) ? undefined : 'not of this alliance'
  }

  function carryOut({ command, context }: Said) {
    const { type, data: said } = parse(commandSchema, command, 'command')
    const { allianceId: alliance, actor: who, occurredAt: at, commandId } = parse(contextSchema, context, 'context')
    const decider = deciderOf.get(type)
    const shape = decider?.commands[type]
    if (decider === undefined || shape === undefined) throw new Error(`unknown ${type}`)
    const data = parse(shape.data, said, type) as Readonly<Record<string, string>>
    const present = parse(instant, clock(), 'clock')
    const no = at > present ? 'not yet' : shut(type, who, { alliance, at })
    if (no !== undefined) throw new Error(no)
    const by = tryParse(shape.by, who)
    if (!by.ok) throw new Error(by.reason)

    const stream = held(
      `${decider.category}-${alliance}.${decider.id === undefined ? alliance : data[decider.id]}`,
      decider,
    )
    const commandHash = sha256Hex(canonicalText({ actor: who, data, occurredAt: at, type }))
    if (stream.commands.has(commandId)) throw new Error('known')
    const facts =
      shape.needs === undefined
        ? undefined
        : parse(shape.needs, factsOf(type, { alliance, state: stream.state, data, unitId: who.unitId, at }), 'facts')
    const answer = decider.decide[type]?.(stream.state, { data, facts, actor: by.value, occurredAt: at }) ?? []
    if (isRejection(answer)) throw new Error(answer.code)
    return answer.map((event, index) => {
      const about = { actor: who, commandHash, commandId, occurredAt: at, recordedAt: present, schemaVersion: 1 }
      return append(stream, decider, { event, about, id: eventId(stream.name, commandId, index) })
    })
  }

  function append(stream: Held, decider: AnyDecider, { event, about, id }: Sealing) {
    const { type } = event
    const schema = decider.events[type]
    if (schema === undefined) throw new Error(`unknown ${type}`)
    const data = parse(schema, event.data, type)
    const texts = { id, type, data: canonicalText(data), metadata: canonicalText(parse(metadata, about, 'metadata')) }
    const revision = stream.revision + 1
    const hash = eventHash({ previous: stream.hash, stream: stream.name, revision }, texts)
    rows.push({ hash, stream: stream.name, revision, ...texts })
    decider.evolve[type]?.(stream.state, data, { occurredAt: about.occurredAt })
    if (!stream.commands.has(about.commandId)) stream.commands.set(about.commandId, revision)
    stream.revision = revision
    stream.hash = hash
    return { id, type, revision }
  }

  return { carryOut, rows }
}

interface Question {
  readonly alliance: string
  readonly state: unknown
  readonly data: Readonly<Record<string, string>>
  readonly unitId: UnitId | undefined
  readonly at: Instant
}

interface Sealing {
  readonly event: Decided
  readonly about: z.input<typeof metadata> & { readonly occurredAt: Instant; readonly commandId: string }
  readonly id: string
}
