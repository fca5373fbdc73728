import { describe, expect, it } from 'vitest'
import { event, hall } from './hall.js'
import { readToday, stored } from './stored.js'

const stream = 'hall-town.00000000-0000-4000-8000-000000000007'

describe('an event as it is stored', () => {
  it('stands in its stream at its instant', () => {
    const opened = stored(event('HallOpened', { seats: 2 }), { stream, at: '2018-03-02T01:00:00.000Z' })
    expect(opened).toMatchObject({ type: 'HallOpened', data: { seats: 2 }, stream })
    expect(opened.metadata.occurredAt).toBe('2018-03-02T01:00:00.000Z')
  })
  it('stands in no stream that is none, and at no instant that is none', () => {
    const opened = event('HallOpened', { seats: 2 })
    expect(() => stored(opened, { stream: 'the hall', at: '2018-03-02T01:00:00.000Z' })).toThrow()
    expect(() => stored(opened, { stream, at: 'this morning' })).toThrow('HallOpened')
  })
})

describe('an event that an older program stored', () => {
  const upcasters = { HallOpened: [(data: unknown) => ({ ...Object(data), seats: 2 })] }

  it('is read through the upcasters from its version on', () => {
    expect(readToday({ ...hall, upcasters }, 'HallOpened', { version: 1, text: '{}' })).toEqual({ seats: 2 })
  })
  it('is refused where it is not what its schema says today', () => {
    const upcasters = { HallOpened: [(data: unknown) => data] }
    expect(() => readToday({ ...hall, upcasters }, 'HallOpened', { version: 1, text: '{}' })).toThrow('seats')
  })
  it('is none where its version is that of today, or one that never was', () => {
    const text = '{"seats":5}'
    for (const version of [0, 2, 1.5]) {
      expect(() => readToday({ ...hall, upcasters }, 'HallOpened', { version, text })).toThrow(
        'older version of HallOpened',
      )
    }
    expect(() => readToday(hall, 'HallOpened', { version: 1, text })).toThrow('older version of HallOpened')
  })
})
