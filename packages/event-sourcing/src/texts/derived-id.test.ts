import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { eventId, reactionCommandId } from './derived-id.js'
import { toStreamName } from '../terms/stream.js'

const stream = toStreamName('hall-north.1')
const commandId = '00000000-0000-4000-8000-000000000001'
const key = { eventId: commandId, reaction: 'free-the-seat', commandType: 'LeaveSeat', stream }
const version8 = z.uuid({ version: 'v8' })

describe('an id that follows from what it names', () => {
  it('is the published one', () => {
    // computed with another program's SHA-256: a change here would store every repeated command twice
    expect(eventId(stream, commandId, 0)).toBe('06653cee-e8d3-8ee7-b13e-f62cb9817303')
    expect(eventId(stream, commandId, 1)).toBe('55fc3c6c-7d3c-8582-b0df-67a0ad1e7b74')
    expect(reactionCommandId(key)).toBe('9553021b-09d8-82fc-80d1-168c1ca69bcb')
  })
  it('is a UUID of version 8, and the same each time', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (id, index) => {
        expect(version8.safeParse(eventId(stream, id, index)).success).toBe(true)
        expect(version8.safeParse(reactionCommandId({ ...key, eventId: id })).success).toBe(true)
        expect(eventId(stream, id, index)).toBe(eventId(stream, id, index))
      }),
    )
  })
  it('of an event differs by stream, command and place', () => {
    const other = '00000000-0000-4000-8000-000000000002'
    const ids = [
      eventId(stream, commandId, 0),
      eventId(stream, commandId, 1),
      eventId(stream, other, 0),
      eventId(toStreamName('hall-south.1'), commandId, 0),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })
  it("of a reaction's command differs by event, reaction, command and stream", () => {
    const ids = [
      key,
      { ...key, eventId: '00000000-0000-4000-8000-000000000002' },
      { ...key, reaction: 'free-the-row' },
      { ...key, commandType: 'TakeSeat' },
      { ...key, stream: toStreamName('hall-south.1') },
    ].map(reactionCommandId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
