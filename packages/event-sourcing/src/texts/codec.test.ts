import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { codec } from './codec.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { hasCode } from '../terms/errors.js'
import { events } from '../testing/hall.js'
import { hallCodec, hallName, metadata, minute, uuid } from '../testing/hall-bench.js'
import type { Position } from '../terms/position.js'

const about = {
  actor: { role: 'host' },
  commandHash: '0'.repeat(64),
  commandId: uuid(1),
  occurredAt: minute(0),
  recordedAt: minute(1),
  schemaVersion: 1,
}

function recorded(fields: Partial<RecordedEvent> & { readonly version?: number } = {}): RecordedEvent {
  const { version = 1, ...rest } = fields
  return {
    id: uuid(2),
    type: 'SeatTaken',
    data: '{"guest":"ann","wishes":[]}',
    metadata: JSON.stringify({ ...about, schemaVersion: version }),
    hash: '',
    stream: hallName,
    revision: 7,
    // a position as a store gives them
    position: '0000000000000007' as Position,
    ...rest,
  }
}

function errorOf(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

describe('an event on its way into the store', () => {
  const guest = { guest: 'ann', wishes: ['a window'] }

  it('becomes its canonical text', () => {
    expect(hallCodec.encode('SeatTaken', { wishes: ['窗'], guest: '沈' }).text).toBe('{"guest":"沈","wishes":["窗"]}')
  })
  it('is never the object that the caller holds', () => {
    const { data, text } = hallCodec.encode('SeatTaken', guest)
    expect(data).toEqual(guest)
    expect(data).not.toBe(guest)
    expect(data.wishes).not.toBe(guest.wishes)
    guest.wishes.push('the aisle')
    expect(data.wishes).toEqual(['a window'])
    expect(JSON.parse(text)).toEqual(data)
  })
  it('may hold frozen data', () => {
    expect(hallCodec.encode('SeatLeft', Object.freeze({ guest: 'ann' })).text).toBe('{"guest":"ann"}')
  })
  it.each([
    ['metadata', { guest: 'ann', metadata: { actor: 'somebody else' } }],
    ['actor', { guest: 'ann', actor: { role: 'engine' } }],
    ['occurredAt', { guest: 'ann', occurredAt: '1999-01-01T00:00:00.000Z' }],
    ['id', { guest: 'ann', id: uuid(9) }],
    ['type', { guest: 'ann', type: 'HallOpened' }],
    ['stream', { guest: 'ann', stream: 'hall-south.1' }],
    ['revision', { guest: 'ann', revision: 0 }],
    ['position', { guest: 'ann', position: '0' }],
    ['hash', { guest: 'ann', hash: '0' }],
    ['__proto__', JSON.parse('{"guest":"ann","__proto__":{"role":"engine"}}')],
    ['constructor', { guest: 'ann', constructor: { prototype: {} } }],
    ['toJSON', { guest: 'ann', toJSON: () => ({ guest: 'bo' }) }],
  ])('may not set the field %s of the engine or of objects', (path, data) => {
    expect(errorOf(() => hallCodec.encode('SeatLeft', data))).toMatchObject({
      code: 'invalid-input',
      details: { what: 'SeatLeft', path, reason: 'there is no such field' },
    })
    const stored = recorded({ type: 'SeatLeft', data: JSON.stringify(data) })
    if (path === 'toJSON') return
    expect(errorOf(() => hallCodec.decode(stored))).toMatchObject({
      code: 'unreadable-event',
      details: { path: `data.${path}`, reason: 'there is no such field' },
    })
  })

  describe('that holds what JSON does not keep', () => {
    const measured = {
      Measured: z.strictObject({
        at: z.array(z.strictObject({ depth: z.number(), note: z.exactOptional(z.string()) })),
      }),
    }
    const texts = codec({ events: measured, metadata })

    it.each([
      ['-0', { depth: -0 }, 'at.0.depth'],
      ['NaN', { depth: Number.NaN }, 'at.0.depth'],
      ['Infinity', { depth: Number.POSITIVE_INFINITY }, 'at.0.depth'],
      ['a BigInt', { depth: 1n }, 'at.0.depth'],
      ['undefined', { depth: 1, note: undefined }, 'at.0.note'],
      ['a lone surrogate', { depth: 1, note: 'a\ud83d' }, 'at.0.note'],
    ])('is refused with its path: %s', (_what, data, path) => {
      expect(errorOf(() => texts.encode('Measured', { at: [data] }))).toMatchObject({
        code: 'invalid-input',
        details: { path },
      })
    })
  })
})

describe('an event read back', () => {
  it('is its data and all that was recorded of it', () => {
    const { hash: _, metadata: __, data: ___, ...rest } = recorded()
    expect(hallCodec.decode(recorded())).toEqual({ ...rest, data: { guest: 'ann', wishes: [] }, metadata: about })
  })
  it.each([
    ['data that its schema refuses', { data: '{"guest":"","wishes":[]}' }, 'data.guest'],
    ['data of another shape', { data: '[]' }, 'data'],
    ['an element of the wrong kind', { data: '{"guest":"ann","wishes":["a",1]}' }, 'data.wishes.1'],
    ['data cut short', { data: '{"guest":"an' }, 'data'],
    ['metadata cut short', { metadata: '{' }, 'metadata'],
    [
      'metadata with a field too many',
      { metadata: JSON.stringify({ ...about, partition: 'x' }) },
      'metadata.partition',
    ],
    [
      'metadata with an odd instant',
      { metadata: JSON.stringify({ ...about, occurredAt: '2018-03-01' }) },
      'metadata.occurredAt',
    ],
    ['metadata without a version', { version: 0 }, 'metadata.schemaVersion'],
  ])('with %s names stream, revision and path', (_what, fields, path) => {
    const error = errorOf(() => hallCodec.decode(recorded(fields)))
    expect(error).toMatchObject({ code: 'unreadable-event', details: { stream: hallName, revision: 7, path } })
    expect(hasCode(error, 'unreadable-event') && error.message).toContain(
      `event 7 of ${hallName} cannot be read: ${path}: `,
    )
  })
  it('of a name that this program does not know is newer than the program', () => {
    for (const type of ['SeatSwapped', 'toString', '__proto__']) {
      const newer = { code: 'newer-event', details: { stream: hallName, revision: 7, type, schemaVersion: 1 } }
      expect(errorOf(() => hallCodec.decode(recorded({ type })))).toMatchObject(newer)
      expect(errorOf(() => hallCodec.knows(recorded({ type })))).toMatchObject(newer)
    }
    expect(errorOf(() => hallCodec.knows(recorded({ data: 'unread' })))).toBeUndefined()
  })
  it('of a higher version is newer than the program, whatever its data look like', () => {
    expect(errorOf(() => hallCodec.decode(recorded({ version: 2 })))).toMatchObject({
      code: 'newer-event',
      details: { stream: hallName, revision: 7, type: 'SeatTaken', schemaVersion: 2 },
    })
  })
})

describe('an event whose schema changed', () => {
  // version 1 named a guest only; version 2 had one wish; since version 3 wishes are a list
  const oldGuest = z.strictObject({ guest: z.string() })
  const oldWish = z.strictObject({ guest: z.string(), wish: z.string() })
  const texts = codec({
    events,
    metadata,
    upcasters: {
      SeatTaken: [
        (data) => ({ ...oldGuest.parse(data), wish: 'any seat' }),
        (data) => {
          const { guest, wish } = oldWish.parse(data)
          return { guest, wishes: [wish] }
        },
      ],
    },
  })

  it.each([
    [1, '{"guest":"ann"}', ['any seat']],
    [2, '{"guest":"ann","wish":"a window"}', ['a window']],
    [3, '{"guest":"ann","wishes":["a","b"]}', ['a', 'b']],
  ])('is read from its version %i', (version, data, wishes) => {
    expect(texts.decode(recorded({ version, data })).data).toEqual({ guest: 'ann', wishes })
  })
  it('is written in its last version, others in their first', () => {
    expect(texts.version('SeatTaken')).toBe(3)
    expect(texts.version('SeatLeft')).toBe(1)
    expect(texts.version('toString')).toBe(1)
  })
  it('of a version to come is newer than the program', () => {
    expect(errorOf(() => texts.decode(recorded({ version: 4 })))).toMatchObject({ code: 'newer-event' })
  })
  it('that its upcaster cannot bring up is unreadable, with the reason below', () => {
    const error = errorOf(() => texts.decode(recorded({ version: 1, data: '{"name":"ann"}' })))
    expect(error).toMatchObject({
      code: 'unreadable-event',
      details: { stream: hallName, revision: 7, path: 'data', reason: 'cannot be brought up from version 1' },
      cause: expect.any(Error),
    })
  })
  it('is not changed in the store', () => {
    const old = recorded({ version: 1, data: '{"guest":"ann"}' })
    texts.decode(old)
    expect(old.data).toBe('{"guest":"ann"}')
  })
})
