import { canonicalText, maxAppendBytes, appendBytes, type NewEvent } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lianxiKey } from './lianxi-key.js'
import { namesIn } from './names.js'
import { toSent, toRecorded, type ServedEvent } from './wire-event.js'

const names = namesIn('lianxi')
const aText = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.jsonValue().map((value) => JSON.stringify(value)),
)
const anId = fc.oneof(fc.uuid(), fc.string({ unit: 'binary' }))
const aHash = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  fc.string({ unit: 'binary' }),
)
const anEvent = fc.record({ id: anId, type: fc.string({ unit: 'binary' }), data: aText, metadata: aText, hash: aHash })

/** What the server would give back: the client writes and reads JSON values as JSON texts. */
function throughServer(event: NewEvent): ServedEvent {
  const { id, type, data, metadata } = toSent(event, 'an id of the append')
  const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  const served = 'json' in data ? throughJson(data.json) : data.bytes
  const place = { commit: 5n, prepare: 5n }
  return { id, type, stream: 'lianxi.note-north.a', revision: 0, place, data: served, metadata: throughJson(metadata) }
}

const typical: NewEvent = {
  id: '018f2f6e-7b1c-8a3d-9c4e-0123456789ab',
  type: 'BallotCast',
  data: canonicalText({ choice: 'for', unitId: '018f2f6e-7b1c-7a3d-9c4e-0123456789ab' }),
  metadata: canonicalText({
    actor: { role: 'unit' },
    commandId: '018f2f6e-7b1c-7a3d-9c4e-0123456789ac',
    schemaVersion: 1,
  }),
  hash: 'ab'.repeat(32),
}

describe('an event', () => {
  it('comes back to the byte, whatever its texts hold', () => {
    fc.assert(
      fc.property(anEvent, (event) => {
        const { id, type, data, metadata, hash } = toRecorded(throughServer(event), names)
        expect({ id, type, data, metadata, hash }).toEqual(event)
      }),
      { numRuns: 300, seed: 20170701 },
    )
  })

  it('can be read on the server: its data, its metadata and its type stand in their own places', () => {
    const sent = toSent(typical, 'an id')
    expect(sent).toMatchObject({
      type: 'BallotCast',
      data: { json: { choice: 'for' } },
      metadata: { schemaVersion: 1 },
    })
    expect(Object.keys(sent.metadata)).toEqual(['actor', 'commandId', 'schemaVersion', lianxiKey])
  })

  it('takes no more room than the port counts, so that the largest append stays below the mebibyte of the server', () => {
    const { type, data, metadata } = toSent(typical, 'an id')
    const text = JSON.stringify('json' in data ? data.json : '')
    const onServer = 2 * type.length + text.length + JSON.stringify(metadata).length
    expect(onServer).toBeLessThanOrEqual(appendBytes([typical]))
    expect(maxAppendBytes).toBeLessThan(2 ** 20)
  })

  it('with the key of this store in its own metadata keeps it', () => {
    const event = { ...typical, metadata: canonicalText({ [lianxiKey]: { id: 'x', hash: 'y' } }) }
    expect(toRecorded(throughServer(event), names)).toMatchObject(event)
  })

  it('that another program wrote is an error that names the stream and the revision', () => {
    const foreign = { ...throughServer(typical), revision: 7, metadata: { [lianxiKey]: 'something else' } }
    const error = {
      code: 'unreadable-event',
      details: { stream: 'note-north.a', revision: 7, path: 'metadata.$lianxi' },
    }
    expect(() => toRecorded(foreign, names)).toThrow(
      expect.objectContaining({ ...error, details: expect.objectContaining(error.details) }),
    )
  })
})

describe('the name of a stream', () => {
  it('stands behind the namespace on the server, and only those of one partition match its filter', () => {
    const filter = names.filter('north-1_b')
    const regex = new RegExp('regex' in filter ? filter.regex : 'none')
    expect(names.fromServer('lianxi.note-north-1_b.a.b')).toBe('note-north-1_b.a.b')
    expect(regex.test('lianxi.note-north-1_b.a.b')).toBe(true)
    for (const other of [
      'lianxi.note-north-1.b',
      'lianxi.note-x.north-1_b.a',
      'lianxiXnote-north-1_b.a',
      'x.lianxi.note-north-1_b.a',
    ])
      expect(regex.test(other), other).toBe(false)
    for (const foreign of ['other.note-north.a', 'lianxi.note', '$$lianxi.note-north.a'])
      expect(names.fromServer(foreign)).toBeUndefined()
  })
})
