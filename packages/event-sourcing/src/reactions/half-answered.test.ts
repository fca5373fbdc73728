// An event of whose commands one was refused, and the next could not be given: it is parked, and is answered still.
import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { runner, type Invite, type Setting } from '../testing/reaction-bench.js'
import type { ReactionDisturbance } from './disturbance.js'
import { retryParked } from './retry-parked.js'

/** The first guest brings two at once. */
const reaction: NonNullable<Setting['reaction']> = {
  name: 'friends-come',
  from: 'start',
  on: {
    SeatTaken: ({ data: { guest } }) => (guest === 'ann' ? [invite('bo'), invite('cy')] : []),
  },
}

function invite(guest: string): Invite {
  return { type: 'TakeSeat', guest }
}

/** The first of the two is refused; the second meets a store that does not answer. */
const halfway = () => [
  new LianxiError('invalid-input', { what: 'TakeSeat', path: 'guest', reason: 'too short' }),
  new LianxiError('store-unavailable', { store: 'the hall', reason: 'nobody answers' }),
]

async function halfAnswered() {
  const one = await runner({ reaction, failures: halfway() })
  await one.bench.open(one.held, 9)
  await one.bench.take(one.held, 'ann')
  const [, taken] = await one.bench.stored()
  return { ...one, eventId: String(taken?.id) }
}

/** Another program that has half answered the event as well, and has not kept that yet; and what is heard of it. */
async function notSaved({ store, viewStore, bench }: Awaited<ReturnType<typeof halfAnswered>>) {
  const heard: ReactionDisturbance[] = []
  const onDisturbance = (disturbance: ReactionDisturbance) => heard.push(disturbance)
  const other = await runner({ reaction, store, viewStore, failures: halfway(), onDisturbance })
  for (const recorded of await bench.stored()) await other.reacting.answer(recorded).catch(() => undefined)
  return { other, heard }
}

describe('an event that was half answered', () => {
  const refused = { code: 'invalid-input', command: invite('bo') }

  it('cannot be dropped before it was answered to the end, since the next who settles would ask all of it', async () => {
    const { settle, reacting, issued, eventId } = await halfAnswered()
    await expect(settle()).rejects.toMatchObject({ code: 'store-unavailable' })
    await expect(reacting.drop(eventId)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { what: 'dropParked', path: 'eventId' },
    })
    expect(await reacting.parked()).toMatchObject([refused])
    await settle()
    await reacting.drop(eventId)
    await settle()
    expect(await reacting.parked()).toEqual([])
    expect(issued).toEqual(['cy'])
  })
  it('can be dropped as soon as another has answered it to the end', async () => {
    const { settle, reacting, eventId, store, viewStore } = await halfAnswered()
    await expect(settle()).rejects.toMatchObject({ code: 'store-unavailable' })
    const other = await runner({ reaction, store, viewStore })
    await other.settle()
    await reacting.drop(eventId)
    expect(await other.reacting.parked()).toEqual([])
    await settle()
    expect(other.issued).toEqual(['cy'])
  })
  it('is not tried again before it was answered to the end, since another who had the same refused would bring it back', async () => {
    const one = await halfAnswered()
    const { other, heard } = await notSaved(one)
    await expect(one.settle()).rejects.toMatchObject({ code: 'store-unavailable' })
    await retryParked(one.reacting, one)
    expect(one.issued).toEqual([])
    await other.reacting.save()
    expect(await one.reacting.parked()).toMatchObject([refused])
    expect(heard).toEqual([])
  })
  it('does not come back, once it was answered to the end and seen to, from another who had the same refused', async () => {
    const one = await halfAnswered()
    const { other, heard } = await notSaved(one)
    await expect(one.settle()).rejects.toMatchObject({ code: 'store-unavailable' })
    await one.settle()
    await one.reacting.drop(one.eventId)
    await other.reacting.save()
    expect(await one.reacting.parked()).toEqual([])
    expect(heard).toEqual([])
  })
  it('is parked once, though two had the same command refused', async () => {
    const one = await halfAnswered()
    const other = await runner({ ...one, reaction, failures: halfway() })
    const settled = await Promise.allSettled([one.settle(), other.settle()])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await one.reacting.parked()).toMatchObject([refused])
    await Promise.all([one.settle(), other.settle()])
    expect(await one.reacting.parked()).toMatchObject([refused])
    expect([...new Set([...one.issued, ...other.issued])]).toEqual(['cy'])
  })
})
