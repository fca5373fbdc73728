// What a program sees of this store through the engine: commands, views, a watched view, verify, and two engines at once.
import { randomUUID } from 'node:crypto'
import { charterPresets, contributions, unitId, type AnyCommand } from '@lianxi/alliance'
import { openEngine, type CommandContext, type Engine } from '@lianxi/engine'
import { expect, it } from 'vitest'
import { onDouble } from './test-trial.js'

const allianceId = randomUUID()
const convenor = { role: 'convenor', unitId: unitId.parse(randomUUID()) } as const
const hospital = unitId.parse(randomUUID())

function context(actor: CommandContext['actor'], more: Partial<CommandContext> = {}): CommandContext {
  return { allianceId, actor, occurredAt: '2018-01-08T01:00:00.000Z', ...more }
}

const foundAlliance: AnyCommand = {
  type: 'FoundAlliance',
  data: { name: 'Xiyuan', timeZone: 'Asia/Shanghai', charter: charterPresets['robert-majority'] },
}
const admitHospital: AnyCommand = {
  type: 'AdmitUnit',
  data: { unitId: hospital, code: 'U02', name: 'Hospital', kind: 'residentUnit', seat: 'voting' },
}

const raiseIssue = (issueId: string): AnyCommand => ({
  type: 'RaiseIssue',
  data: { issueId, channel: 'meeting', urgency: 'ordinary', category: 'parking', title: 'Parking at night' },
})

async function withTwoEngines(test: (one: Engine, other: Engine) => Promise<void>): Promise<void> {
  await onDouble(async ({ open }) => {
    const [one, other] = [await openEngine({ store: open() }), await openEngine({ store: open() })]
    try {
      await one.execute(foundAlliance, context(convenor))
      await one.execute(admitHospital, context(convenor))
      await test(one, other)
    } finally {
      for (const engine of [one, other]) await engine.close()
    }
  })
}

async function typesOf(engine: Engine): Promise<string[]> {
  const types: string[] = []
  for await (const { type } of engine.history({ allianceId })) types.push(type)
  return types
}

it('two engines that carry out one command at once give one receipt, and it is stored once', () =>
  withTwoEngines(async (one, other) => {
    const by = context({ role: 'memberRepresentative', unitId: hospital }, { commandId: randomUUID() })
    const command = raiseIssue(randomUUID())
    const [first, second] = await Promise.all([one.execute(command, by), other.execute(command, by)])
    expect(second).toEqual(first)
    expect(await typesOf(one)).toEqual(['AllianceFounded', 'UnitAdmitted', 'IssueRaised'])
    expect(await other.verify()).toMatchObject({ events: 3, broken: [] })
  }))

it('a view shows what another engine wrote, and a watched one shows it by itself', () =>
  withTwoEngines(async (one, other) => {
    const before = await other.view(contributions, { allianceId })
    const by = context({ role: 'memberRepresentative', unitId: hospital })
    const { signal } = new AbortController()
    let seen: unknown
    let shown = 0
    for await (const view of other.watch(contributions, { allianceId, signal })) {
      shown++
      seen = view
      if (shown === 1) await one.execute(raiseIssue(randomUUID()), by)
      else break
    }
    expect(seen).toEqual(await one.view(contributions, { allianceId }))
    expect(seen).not.toEqual(before)
  }))
