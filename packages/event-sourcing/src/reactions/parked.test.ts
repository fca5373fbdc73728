import { describe, expect, it } from 'vitest'
import { canonicalText } from '../texts/canonical.js'
import { LianxiError } from '../terms/errors.js'
import type { RecordedEvent } from '../stores/event-store.js'
import { parkedSchema, toParked, type Failure } from './parked.js'
import type { Position } from '../terms/position.js'
import { hallName, minute, uuid } from '../testing/hall-bench.js'
import { friendsCome, runner } from '../testing/reaction-bench.js'

const recorded: RecordedEvent = {
  id: uuid(1),
  type: 'SeatTaken',
  stream: hallName,
  revision: 1,
  // as a store would give it
  position: '0001' as Position,
  data: '{}',
  metadata: '{}',
  hash: '',
}
const park = (failure: Failure) => toParked(recorded, failure, { attempts: 1, since: minute(0) })
const half = '\ud83d'

/** What somebody throws who does not think of whoever reads it. */
const thrown: readonly (readonly [string, unknown])[] = [
  ['half of a pair in its message', new SyntaxError(`Unexpected token ${half}`)],
  ['a message that is no text', Object.assign(new Error(), { message: { code: 7 } })],
  [
    'a message that cannot be read',
    Object.defineProperty(new Error(), 'message', {
      get() {
        throw new TypeError('no message')
      },
    }),
  ],
  ['a message as long as a book', new Error('😀'.repeat(1_000_000))],
  ['nothing', undefined],
  ['a text', `nobody ${half}`],
  ['an object that has no text', Object.create(null)],
  ['a symbol', Symbol('nobody')],
]

describe('what is parked can be kept', () => {
  it.each(thrown)('whatever was thrown: %s', (_what, error) => {
    const parked = park({ error })
    const text = canonicalText(parked)
    expect(parkedSchema.parse(JSON.parse(text))).toEqual(parked)
    expect(text.length).toBeLessThan(5000)
    expect(parked.message).not.toBe('')
  })
  it('where a refusal, or what is wrong with its command, names a field by half of a pair', () => {
    const command = { type: 'TakeSeat', [half]: 'ann' }
    const refusal = new LianxiError('invalid-input', { what: 'TakeSeat', path: half, reason: 'no such field' })
    const parked = park({ command, code: refusal.code, message: refusal.message })
    expect(parkedSchema.parse(JSON.parse(canonicalText(parked)))).toEqual(parked)
    expect(parked.message).toContain('no such field')
  })
  it('and says as much as a message of usual length did, to the letter', () => {
    const message = '座位已满 😀'.repeat(100)
    expect(park({ error: new Error(message) })).toMatchObject({ code: 'unexpected', message })
  })
})

it.each(thrown)('a reaction goes on behind an event at which it threw %s', async (_what, error) => {
  const reaction = {
    ...friendsCome,
    on: {
      SeatTaken(event: Parameters<typeof friendsCome.on.SeatTaken>[0]) {
        if (event.data.guest === 'ann') throw error
        return friendsCome.on.SeatTaken(event)
      },
    },
  }
  const { bench, held, settle, guests, reacting } = await runner({ reaction, onError: { then: 'park' } })
  await bench.open(held, 9)
  await bench.take(held, 'ann')
  await bench.take(held, 'bo++')
  await settle()
  await reacting.close()
  expect(await guests()).toEqual(['ann', 'bo++', 'bo+++'])
  expect(await reacting.parked()).toMatchObject([{ event: { revision: 1 }, code: 'unexpected' }])
})
