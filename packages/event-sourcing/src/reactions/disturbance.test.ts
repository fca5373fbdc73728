import { describe, expect, it } from 'vitest'
import { LianxiError } from '../terms/errors.js'
import { memoryStore } from '../stores/memory-store.js'
import type { EventStore } from '../stores/event-store.js'
import { memoryViewStore } from '../stores/memory-view-store.js'
import type { ViewStore } from '../stores/view-store.js'
import { hallName } from '../testing/hall-bench.js'
import { away, runner, type Setting } from '../testing/reaction-bench.js'
import { retryParked } from './retry-parked.js'
import type { ReactionDisturbance } from './disturbance.js'

const soon = { firstMs: 1, longestMs: 2 }
const said = { code: 'store-unavailable', message: away().message }
const reaction = 'friends-come'
const event = { type: 'SeatTaken', stream: hallName, revision: 1 }

/** A hall with so many seats, of which ann takes one, and all that is heard of whoever runs the reaction. */
async function hearing({ seats = 9, ...setting }: Setting & { readonly seats?: number } = {}) {
  const heard: ReactionDisturbance[] = []
  const program = await runner({ onDisturbance: (disturbance) => heard.push(disturbance), ...setting })
  await program.bench.open(program.held, seats)
  await program.bench.take(program.held, 'ann')
  return { ...program, heard }
}

/** Runs the reaction until so much was heard. */
async function runUntilHeard(count: number, setting: Setting = {}): Promise<readonly ReactionDisturbance[]> {
  const end = new AbortController()
  const heard: ReactionDisturbance[] = []
  const { follow } = await hearing({
    ...setting,
    onDisturbance: (disturbance) => heard.push(disturbance) === count && end.abort(),
  })
  await follow(end.signal)
  return heard
}

describe('whoever hears of disturbances', () => {
  it('hears of nothing where nothing is wrong', async () => {
    const { settle, heard } = await hearing()
    await settle()
    expect(heard).toEqual([])
  })
  it('hears of each wait before an event is tried again, with the error and how often it failed', async () => {
    const heard = await runUntilHeard(2, { failures: [away(), away(), away()], onError: { retry: soon } })
    const retrying = { kind: 'retrying', reaction, event, ...said }
    expect(heard).toEqual([
      { ...retrying, attempt: 1 },
      { ...retrying, attempt: 2 },
    ])
  })
  it('hears of what is tried again of no event: reading, saving, a subscription that ends by itself', async () => {
    const sound = memoryStore()
    let faults = 0
    const store: EventStore = {
      ...sound,
      async *subscribe(options) {
        faults += 1
        if (faults === 1) throw away()
        if (faults > 2) yield* sound.subscribe(options)
      },
    }
    const kept = memoryViewStore()
    let began = false
    const viewStore: ViewStore = {
      ...kept,
      save: (...save) => (began ? Promise.reject(away()) : ((began = true), kept.save(...save))),
    }
    const ended = { code: 'unexpected', message: 'the subscription ended by itself' }
    expect(await runUntilHeard(3, { store, viewStore })).toEqual([
      { kind: 'retrying', reaction, attempt: 1, ...said },
      { kind: 'retrying', reaction, attempt: 2, ...ended },
      { kind: 'retrying', reaction, attempt: 1, ...said },
    ])
  })
  it('hears of what is parked, as it stands on the list, once it does', async () => {
    const { settle, heard, reacting, store } = await hearing({ seats: 1 })
    await settle()
    const parked = await reacting.parked()
    expect(parked).toMatchObject([{ code: 'hall/hall-full', command: { guest: 'ann+' } }])
    expect(heard).toEqual(parked.map((entry) => ({ kind: 'parked', reaction, ...entry })))
    // to try it again is asked for, and whoever asks sees what is left
    await retryParked(reacting, { store })
    expect(heard).toHaveLength(1)
  })
  it('hears of an event that is parked because its answer throws', async () => {
    const [heard] = await runUntilHeard(1, { failures: [new TypeError('a bug')], onError: { then: 'park' } })
    expect(heard).toMatchObject({ kind: 'parked', event, code: 'unexpected', message: 'a bug', attempts: 1 })
  })
  it('hears once of what two runners had refused', async () => {
    const one = await hearing({ seats: 1 })
    const other = await runner({ ...one, onDisturbance: (disturbance) => one.heard.push(disturbance) })
    await Promise.all([one.settle(), other.settle()])
    expect(one.heard).toMatchObject([{ kind: 'parked', code: 'hall/hall-full' }])
  })
  it('hears of a reaction that stops, run or settled: at which event, and why', async () => {
    const run = await hearing({ failures: [new TypeError('a bug')] })
    await expect(run.follow(new AbortController().signal)).rejects.toThrow()
    const settled = await hearing({ failures: [new TypeError('a bug')] })
    await expect(settled.settle()).rejects.toThrow()
    for (const { heard } of [run, settled])
      expect(heard).toEqual([{ kind: 'stopped', reaction, event, code: 'unexpected', message: 'a bug' }])
  })
  it('hears of one that is left waiting when the others are settled', async () => {
    const { settle, heard } = await hearing({ failures: [away()] })
    await expect(settle()).rejects.toMatchObject(said)
    expect(heard).toEqual([{ kind: 'stopped', reaction, event, ...said }])
  })
  it('hears of one that is stopped by what ends everything alike, of no event', async () => {
    const closed = new LianxiError('store-closed', {})
    const { follow, heard } = await hearing({ failures: [closed] })
    await expect(follow(new AbortController().signal)).rejects.toBe(closed)
    expect(heard).toEqual([{ kind: 'stopped', reaction, code: 'store-closed', message: closed.message }])
  })
  it('is handed the error itself beside what is told of it: its stack says where it was thrown', async () => {
    const bug = new TypeError('a bug')
    const later = away()
    const causes: (readonly [kind: string, cause: unknown])[] = []
    const onDisturbance = ({ kind }: ReactionDisturbance, cause: unknown) => causes.push([kind, cause])
    for (const then of ['park', 'stop'] as const) {
      const { settle } = await hearing({ failures: [bug], onError: { then }, onDisturbance })
      await settle().catch(() => undefined)
    }
    const end = new AbortController()
    const { follow } = await hearing({
      failures: [later],
      onDisturbance: (disturbance, cause) => (onDisturbance(disturbance, cause), end.abort()),
    })
    await follow(end.signal)
    expect(causes.map(([kind]) => kind)).toEqual(['parked', 'stopped', 'retrying'])
    for (const [index, cause] of [bug, bug, later].entries()) expect(causes[index]?.[1]).toBe(cause)
  })
  it('is handed no error where a command was refused: none was thrown', async () => {
    const causes: unknown[] = []
    const onDisturbance = (_: ReactionDisturbance, cause: unknown) => causes.push(cause)
    const { settle } = await hearing({ seats: 1, onDisturbance })
    await settle()
    expect(causes).toEqual([undefined])
  })
  it('and fails at hearing it disturbs nothing', async () => {
    let told = 0
    const onDisturbance = () => {
      told += 1
      throw new Error('the log is full')
    }
    const { bench, held, settle, guests, reacting } = await hearing({
      failures: [new TypeError('a bug')],
      onError: { then: 'park' },
      onDisturbance,
    })
    await bench.take(held, 'bo++')
    await settle()
    expect(await guests()).toEqual(['ann', 'bo++', 'bo+++'])
    expect(await reacting.parked()).toHaveLength(1)
    expect(told).toBe(1)
  })
})
