// What happens in an alliance, month by month, and the view of contributions after it.
import {
  canonicalText,
  codec,
  hear,
  metadataSchema,
  streamName,
  type Position,
  type RecordedEvent,
} from '@lianxi/event-sourcing'
import { courtyard } from '../action/action.controls.js'
import { actor, enteredBy } from '../actor.js'
import { parkingIssue } from '../issue/issue.controls.js'
import { spring } from '../meeting/meeting.controls.js'
import { founding } from '../membership/membership.controls.js'
import { eventSchemas, upcasters, type EventData } from '../model.js'
import { parkingMotion } from '../motion/motion.controls.js'
import { guarding } from '../pledge/pledge.controls.js'
import { parking } from '../topic/topic.controls.js'
import { contributions, type Contributions } from '../views/contributions.js'
import { convenor, uuid } from './cast.js'

const texts = codec({ events: eventSchemas, upcasters, metadata: metadataSchema(actor, enteredBy) })

export const march = '2018-03-15T01:00:00.000Z'
export const april = '2018-04-15T01:00:00.000Z'
export const may = '2018-05-15T01:00:00.000Z'
export const june = '2018-06-15T01:00:00.000Z'

export interface Happened {
  readonly type: keyof EventData
  readonly data: unknown
  readonly of: readonly [category: string, id: string]
  readonly at: string
}

type Said = Pick<Happened, 'type' | 'data'>

export const inAlliance = (at: string, said: Said): Happened => ({ ...said, of: ['membership', uuid('a', 1)], at })
export const inMeeting = (at: string, said: Said): Happened => ({ ...said, of: ['meeting', spring], at })
export const ofTopic = (at: string, said: Said): Happened => ({ ...said, of: ['topic', parking], at })
export const ofMotion = (at: string, said: Said, id: string = parkingMotion): Happened => ({
  ...said,
  of: ['motion', id],
  at,
})
export const ofIssue = (at: string, said: Said, id: string = parkingIssue): Happened => ({
  ...said,
  of: ['issue', id],
  at,
})
export const ofPledge = (at: string, said: Said): Happened => ({ ...said, of: ['pledge', guarding], at })
export const ofAction = (at: string, said: Said, id: string = courtyard): Happened => ({
  ...said,
  of: ['action', id],
  at,
})

function recorded({ type, data, of: [category, id], at }: Happened, index: number): RecordedEvent {
  return {
    id: uuid('e', index),
    type,
    data: canonicalText(data),
    metadata: canonicalText({
      actor: convenor,
      commandHash: '0'.repeat(64),
      commandId: uuid('c', index),
      occurredAt: at,
      recordedAt: '2019-12-31T00:00:00.000Z',
      schemaVersion: 1,
    }),
    stream: streamName({ category, partition: uuid('a', 1), id }),
    revision: index,
    // any text that grows
    position: String(index).padStart(4, '0') as Position,
    hash: '0'.repeat(64),
  }
}

/** The view of an alliance in Shanghai, once this has happened, in this order. */
export function after(...happened: readonly Happened[]): Contributions {
  const state = contributions.initialState()
  const all = [inAlliance('2017-01-01T00:00:00.000Z', founding), ...happened]
  all.map(recorded).forEach((event) => hear(contributions, { recorded: event, codec: texts }, state))
  return state
}
