import { describe, expect, it } from 'vitest'
import { eventHash } from './chain.js'
import { portableSha256Hex } from '../terms/sha256.js'
import { toStreamName } from '../terms/stream.js'

const stream = toStreamName('hall-north.1')
const metadata = (occurredAt: string) =>
  `{"actor":{"role":"host"},"commandHash":"${'0'.repeat(64)}","commandId":"00000000-0000-4000-8000-000000000001","occurredAt":"${occurredAt}","recordedAt":"2018-03-01T09:59:00.000Z","schemaVersion":1}`

const opened = {
  id: '5b0d2f04-7a2e-8c6c-9a0e-1f2d3c4b5a69',
  type: 'HallOpened',
  data: '{"seats":12}',
  metadata: metadata('2018-03-01T09:00:00.000Z'),
}
const taken = {
  id: '5b0d2f04-7a2e-8c6c-9a0e-1f2d3c4b5a70',
  type: 'SeatTaken',
  data: '{"guest":"沈","wishes":["窗边"]}',
  metadata: metadata('2018-03-01T09:01:00.000Z'),
}

// The vector of the chain: computed with another program's SHA-256. A change of either hash changes every history.
const openedHash = '57ea8264fa0509e5a3fbad51045f628acc715171378e5d00597cff2563b37fed'
const takenHash = '47deaccf99037b7b4ec50fb594da61b5f514d32a1dbf9512e65d667be7675306'

describe('the chain of a stream', () => {
  it('gives the published hashes', () => {
    expect(eventHash({ previous: '', stream, revision: 0 }, opened)).toBe(openedHash)
    expect(eventHash({ previous: openedHash, stream, revision: 1 }, taken)).toBe(takenHash)
  })
  it('is SHA-256 over the parts, a newline between them', () => {
    const { id, type, data } = taken
    const text = ['lianxi-1', openedHash, stream, '1', id, type, taken.metadata, data].join('\n')
    expect(portableSha256Hex(text)).toBe(takenHash)
  })
  it.each([
    ['the event before', { previous: '', stream, revision: 1 }, taken],
    ['the stream', { previous: openedHash, stream: toStreamName('hall-north.2'), revision: 1 }, taken],
    ['the revision', { previous: openedHash, stream, revision: 2 }, taken],
    ['the id', { previous: openedHash, stream, revision: 1 }, { ...taken, id: opened.id }],
    ['the type', { previous: openedHash, stream, revision: 1 }, { ...taken, type: 'SeatLeft' }],
    ['the data', { previous: openedHash, stream, revision: 1 }, { ...taken, data: `${taken.data} ` }],
    ['the metadata', { previous: openedHash, stream, revision: 1 }, { ...taken, metadata: opened.metadata }],
  ])('differs with %s', (_part, link, event) => {
    expect(eventHash(link, event)).not.toBe(takenHash)
  })
})
