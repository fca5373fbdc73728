import { charterPresets, contributions, type AnyCommand } from '@lianxi/alliance'
import { hasCode, memoryStore } from '@lianxi/event-sourcing'
import { describe, expect, it } from 'vitest'
import { openEngine, type CommandContext } from './index.js'

const allianceId = '00000000-0000-4000-8000-00000000a001'
const convenorUnit = '00000000-0000-4000-8000-00000000b001'
const hospital = '00000000-0000-4000-8000-00000000b002'
const now = '2018-03-02T01:00:00.000Z'
const convenor = { role: 'convenor', unitId: convenorUnit } as const

function context(more: Partial<CommandContext> = {}): CommandContext {
  return { allianceId, actor: convenor, occurredAt: now, ...more }
}

const founding: AnyCommand = {
  type: 'FoundAlliance',
  data: { name: '西苑街道党建联盟', timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] },
}
const admission: AnyCommand = {
  type: 'AdmitUnit',
  data: { unitId: hospital, code: 'U02', name: 'hospital unit', kind: 'residentUnit', seat: 'voting' },
}

async function foundedEngine(options: Partial<Parameters<typeof openEngine>[0]> = {}) {
  const engine = await openEngine({ store: memoryStore(), clock: () => now, ...options })
  await engine.execute(founding, context())
  return engine
}

async function eventTypes(engine: Awaited<ReturnType<typeof openEngine>>): Promise<readonly string[]> {
  const types: string[] = []
  for await (const event of engine.history({ allianceId })) types.push(event.type)
  return types
}

describe('a command', () => {
  it('is answered with the events that it gave', async () => {
    const engine = await foundedEngine()
    const receipt = await engine.execute(admission, context())
    expect(receipt.stream).toBe(`membership-${allianceId}.${allianceId}`)
    expect(receipt.events).toMatchObject([{ type: 'UnitAdmitted', revision: 1 }])
    expect(await eventTypes(engine)).toEqual(['AllianceFounded', 'UnitAdmitted'])
  })
  it('given twice under one id is carried out once and answered alike', async () => {
    const engine = await foundedEngine()
    const commandId = '00000000-0000-4000-8000-00000000c001'
    const first = await engine.execute(admission, context({ commandId }))
    expect(await engine.execute(admission, context({ commandId }))).toEqual(first)
    expect(await eventTypes(engine)).toHaveLength(2)
  })
  it('that says something else under a known id is refused', async () => {
    const engine = await foundedEngine()
    const commandId = '00000000-0000-4000-8000-00000000c001'
    await engine.execute(admission, context({ commandId }))
    const other: AnyCommand = { type: 'SuspendUnit', data: { unitId: hospital, reason: 'silent' } }
    await expect(engine.execute(other, context({ commandId }))).rejects.toMatchObject({ code: 'command-id-reused' })
  })
  it('that the model refuses is thrown by execute and returned by tryExecute, and stores nothing', async () => {
    const engine = await foundedEngine()
    const refused = await engine.execute(founding, context()).catch((error: unknown) => error)
    expect(hasCode(refused, 'command-rejected') && refused.details.rejection.code).toBe(
      'membership/alliance-already-founded',
    )
    expect(await engine.tryExecute(founding, context())).toMatchObject({ reason: 'alliance-already-founded' })
    expect(await eventTypes(engine)).toHaveLength(1)
  })
  it('comes to one queue with the others of its stream, also where the stream is longer than what may be held', async () => {
    const store = memoryStore()
    let appends = 0
    const counted = {
      ...store,
      append(...append: Parameters<typeof store.append>) {
        appends += 1
        return store.append(...append)
      },
    }
    const engine = await foundedEngine({ store: counted, heldEvents: 1 })
    const admit = (number: number) => {
      const unitId = `00000000-0000-4000-8000-0000000c${String(number).padStart(4, '0')}`
      const data = { unitId, code: `N${number}`, name: `unit ${number}`, kind: 'community', seat: 'voting' } as const
      return engine.execute({ type: 'AdmitUnit', data }, context())
    }
    const desks = Array.from({ length: 20 }, async (_, desk) => {
      for (let each = 0; each < 5; each++) await admit(5 * desk + each)
    })
    await Promise.all(desks)
    expect(appends).toBe(1 + 100)
  })
})

describe('bad input', () => {
  const cases: readonly (readonly [string, unknown, unknown, object])[] = [
    [
      'a command that there is none of',
      { type: 'Frobnicate', data: {} },
      context(),
      { code: 'unknown-command', details: { type: 'Frobnicate' } },
    ],
    [
      'a wrong field',
      { ...admission, data: { ...admission.data, colour: 'red' } },
      context(),
      { code: 'invalid-input', details: { what: 'AdmitUnit', path: 'colour' } },
    ],
    [
      'a date that is none',
      admission,
      context({ occurredAt: '2018-02-30T00:00:00.000Z' }),
      { code: 'invalid-input', details: { path: 'occurredAt' } },
    ],
    [
      'an instant spelled otherwise',
      admission,
      context({ occurredAt: '2018-03-02T09:00:00+08:00' }),
      { code: 'invalid-input', details: { path: 'occurredAt' } },
    ],
    [
      'an alliance that is no id',
      admission,
      context({ allianceId: 'xiyuan' }),
      { code: 'invalid-input', details: { path: 'allianceId' } },
    ],
    ['no command at all', null, context(), { code: 'invalid-input', details: { what: 'command' } }],
  ]
  it.each(cases)(
    '%s is refused with path and reason, and changes nothing',
    async (_title, ...[command, circumstances, expected]) => {
      const engine = await foundedEngine()
      // as from a caller without types
      const answer = engine.execute(command as AnyCommand, circumstances as CommandContext)
      await expect(answer).rejects.toMatchObject(expected)
      expect(await eventTypes(engine)).toHaveLength(1)
    },
  )
})

describe('what a caller does with its objects afterwards', () => {
  it('changes nothing of what it asked', async () => {
    const engine = await foundedEngine()
    const data = { ...admission.data }
    const answer = engine.execute({ ...admission, data } as AnyCommand, context())
    Object.assign(data, { name: 'another unit' })
    await answer
    const events = []
    for await (const event of engine.history({ allianceId })) events.push(event)
    expect(events.at(-1)?.data).toMatchObject({ name: 'hospital unit' })
  })
  it('nor does an object that says one thing to the host and another to history', async () => {
    const names = ['hospital unit', 'forbidden']
    const data = {
      ...admission.data,
      get name() {
        return names.shift() ?? 'forbidden'
      },
    }
    const seen: unknown[] = []
    const engine = await foundedEngine({
      authorize: (request) => {
        seen.push(request.data)
        return undefined
      },
    })
    await engine.execute({ ...admission, data } as AnyCommand, context())
    const events = []
    for await (const event of engine.history({ allianceId })) events.push(event)
    expect(events.at(-1)?.data).toEqual(seen.at(-1))
    expect(events.at(-1)?.data).toMatchObject({ name: 'hospital unit' })
  })
})

describe('options that make no sense', () => {
  it.each([
    ['a UUID in capitals', { commandId: '00000000-0000-4000-8000-00000000C001' }, 'commandId'],
    ['an alliance in capitals', { allianceId: allianceId.toUpperCase() }, 'allianceId'],
  ])('%s is refused: one thing has one id', async (_title, more, path) => {
    const engine = await foundedEngine()
    await expect(engine.execute(admission, context(more))).rejects.toMatchObject({
      code: 'invalid-input',
      details: { path },
    })
  })
  it('ids that are none are refused before anything is stored', async () => {
    const engine = await openEngine({ store: memoryStore(), clock: () => now, ids: () => 'not-a-uuid' })
    await expect(engine.execute(founding, context())).rejects.toMatchObject({ details: { what: 'ids' } })
    expect(await eventTypes(engine)).toEqual([])
  })
  it('so is a bound on what is held that holds nothing', async () => {
    await expect(openEngine({ store: memoryStore(), heldEvents: 0 })).rejects.toMatchObject({
      details: { what: 'openEngine', path: 'heldEvents' },
    })
  })
  it('so are questions to views that name no path, or no signal', async () => {
    const engine = await foundedEngine()
    const wrong = [
      { allianceId, path: 'units' },
      { allianceId, paths: ['units'] },
      { allianceId, path: null },
      undefined,
    ]
    for (const options of wrong) {
      // as from a caller without types
      await expect(engine.explain(contributions, options as never)).rejects.toMatchObject({ code: 'invalid-input' })
    }
    const unending = engine.watch(contributions, { allianceId } as never)
    const watching = (async () => {
      for await (const _ of unending);
    })()
    await expect(watching).rejects.toMatchObject({ code: 'invalid-input', details: { path: 'signal' } })
    await expect(engine.view(contributions, undefined as never)).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

it('nothing is recorded before it happened, though the clock is set back meanwhile', async () => {
  const readings = [now, '2018-03-02T00:59:00.000Z']
  const engine = await openEngine({ store: memoryStore(), clock: () => readings.shift() ?? now })
  await engine.execute(founding, context())
  const recorded = []
  for await (const { metadata } of engine.history({ allianceId })) recorded.push(metadata.recordedAt)
  expect(readings).toEqual([])
  expect(recorded).toEqual([now])
})

describe('the door', () => {
  it('admits only the roles that a command names', async () => {
    const engine = await foundedEngine()
    const actor = { role: 'auditor' } as const
    expect(await engine.tryExecute(admission, context({ actor }))).toMatchObject({ code: 'engine/role-not-admitted' })
  })
  it('keeps the role of the engine for reactions', async () => {
    const engine = await foundedEngine()
    expect(await engine.tryExecute(admission, context({ actor: { role: 'engine' } }))).toMatchObject({
      code: 'engine/reserved-for-reactions',
    })
  })
  it('admits nobody from a unit that does not belong to the alliance at the time', async () => {
    const engine = await foundedEngine()
    const actor = { role: 'memberRepresentative', unitId: hospital } as const
    const rename: AnyCommand = { type: 'RenameUnit', data: { name: 'cancer hospital' } }
    expect(await engine.tryExecute(rename, context({ actor }))).toMatchObject({ code: 'engine/not-of-this-alliance' })
    await engine.execute(admission, context())
    expect(await engine.tryExecute(rename, context({ actor }))).toMatchObject({ events: [{ revision: 2 }] })
  })
  it('lets nothing in that has not happened yet', async () => {
    const engine = await foundedEngine()
    expect(await engine.tryExecute(admission, context({ occurredAt: '2018-03-02T01:00:00.001Z' }))).toMatchObject({
      code: 'engine/not-happened-yet',
    })
  })
  it('asks the host, who may refuse with a reason', async () => {
    const engine = await foundedEngine({
      authorize: ({ type }) => (type === 'AdmitUnit' ? 'the convenor is on leave' : undefined),
    })
    expect(await engine.tryExecute(admission, context())).toMatchObject({
      code: 'engine/not-authorized',
      details: { because: 'the convenor is on leave' },
    })
  })
  it('keeps who entered a command beside who acted', async () => {
    const engine = await foundedEngine()
    await engine.execute(admission, context({ enteredBy: { role: 'secretariat', evidence: 'sheet 3' } }))
    const events = []
    for await (const event of engine.history({ allianceId })) events.push(event)
    expect(events.at(-1)?.metadata).toMatchObject({ actor: convenor, enteredBy: { evidence: 'sheet 3' } })
  })
})

describe('the store', () => {
  it('holds chains that verify', async () => {
    const engine = await foundedEngine()
    await engine.execute(admission, context())
    expect(await engine.verify()).toEqual({ events: 2, streams: 1, broken: [] })
  })
  it('is closed with the engine, which then says so', async () => {
    const engine = await foundedEngine()
    await engine.close()
    await expect(engine.execute(admission, context())).rejects.toMatchObject({ code: 'engine-closed' })
  })
})
