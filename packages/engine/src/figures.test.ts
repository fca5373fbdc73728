import {
  contributions,
  figurePaths,
  figuresOf,
  type FigureName,
  type Contributions,
  type Figures,
  type UnitId,
} from '@lianxi/alliance'
import { anyHistory, historyAllianceId, Interpreter, world, type SeenWorld } from '@lianxi/alliance/testing'
import { memoryStore, type DeepReadonly } from '@lianxi/event-sourcing'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openEngine, type Engine } from './engine.js'

const allianceId = historyAllianceId
const seed = 20170702

/** Each history played on a store of its own, and what it comes to. */
async function eachHistory(
  numRuns: number,
  law: (state: DeepReadonly<Contributions>, engine: Engine) => void | Promise<void>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(anyHistory({ minLength: 150, maxLength: 200 }), async (history) => {
      const interpreter = new Interpreter()
      const engine = await openEngine({ store: memoryStore(), views: [world], clock: () => interpreter.now() })
      for (const choice of history) {
        const { command, context } = interpreter.ask(choice, await engine.view(world, { allianceId }))
        await engine.tryExecute(command, context)
        await engine.settle()
      }
      await law(await engine.view(contributions, { allianceId }), engine)
    }),
    // what fails is made smaller for so long, and then shown
    { seed, numRuns, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true },
  )
}

function unitsOf(state: DeepReadonly<Contributions>): readonly UnitId[] {
  // the keys were written as UnitIds; Object.keys forgets it
  return Object.keys(state.units) as UnitId[]
}

type Leaf = readonly [path: readonly string[], value: unknown]

/** Every number and amount of the figures, with its path. */
function leaves(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([field, inner]) => leaves(inner, [...path, field]))
}

/** A count or a decimal, in millionths: exact, by other means than the view's own. */
function millionths(value: unknown): bigint {
  const [whole = '', rest = ''] = String(value).split('.')
  return BigInt(whole + rest.padEnd(6, '0'))
}

function addedUp(...all: readonly unknown[]): Readonly<Record<string, bigint>> {
  const sums: Record<string, bigint> = {}
  for (const [path, value] of all.flatMap((figures) => leaves(figures)))
    sums[path.join('.')] = (sums[path.join('.')] ?? 0n) + millionths(value)
  return sums
}

/** What the aggregates' own states say of a unit, by the path of each figure that is not nought. */
function comeTo(seen: SeenWorld): (unitId: UnitId) => Readonly<Record<string, bigint>> {
  const issues = Object.values(seen.issue)
  const pledges = Object.values(seen.pledge)
  const actions = Object.values(seen.action)
  return (unitId) => {
    const sums: Record<string, bigint> = {}
    const add = (path: string, value: unknown) => {
      if (value !== '0') sums[path] = (sums[path] ?? 0n) + millionths(value)
    }
    for (const { raisedBy, phase, closedAs, owner } of issues) {
      if (raisedBy === unitId) add('issues.raised', 1)
      if (phase === 'closed' && closedAs === 'fixed' && owner === unitId) add('issues.solved', 1)
    }
    for (const { terms, committed, delivered, acknowledged } of pledges) {
      if (terms?.unitId !== unitId) continue
      const of = (part: string) => `resources.${part}.${terms.kind}.${terms.quantity.unit}`
      add(of('pledged'), terms.quantity.value)
      add(of('committed'), committed?.value ?? '0')
      add(of('delivered'), delivered)
      add(of('acknowledged'), acknowledged)
    }
    for (const { phase, work } of actions) {
      const as = phase !== 'closed' ? 'open' : work?.everLate === true ? 'late' : 'onTime'
      if (work?.leadUnitId === unitId) add(`actions.led.${as}`, 1)
      if (work?.coUnitIds.includes(unitId) === true) add(`actions.coLed.${as}`, 1)
    }
    return sums
  }
}

describe('over generated histories', () => {
  it('what a unit contributed is the sum of its months, to the last decimal', async () => {
    await eachHistory(10, (state) => {
      for (const unitId of unitsOf(state)) {
        const months = Object.values<DeepReadonly<Figures>>(state.units[unitId]?.months ?? {})
        const sums = addedUp(...months)
        for (const [path, sum] of Object.entries(addedUp(figuresOf(state, unitId)))) expect(sums[path] ?? 0n).toBe(sum)
        expect(Object.keys(addedUp(figuresOf(state, unitId)))).toEqual(expect.arrayContaining(Object.keys(sums)))
      }
    })
  }, 60_000)
  it('no figure is ever less than nought, and no amount is spelled but in its shortest way', async () => {
    await eachHistory(10, (state) => {
      for (const unitId of unitsOf(state)) {
        for (const month of Object.values<DeepReadonly<Figures>>(state.units[unitId]?.months ?? {})) {
          for (const [path, value] of leaves(month)) {
            if (path[0] === 'resources') expect(value).toMatch(/^(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/)
            else expect(value).toBeGreaterThanOrEqual(0)
          }
        }
      }
    })
  }, 60_000)
  it('the figures are those that issues, pledges and actions themselves come to', async () => {
    await eachHistory(10, async (state, engine) => {
      const come = comeTo(await engine.view(world, { allianceId }))
      for (const unitId of unitsOf(state)) {
        const { issues, resources, actions } = figuresOf(state, unitId)
        const shown = Object.entries(addedUp({ issues, resources, actions })).filter(([, value]) => value !== 0n)
        expect(Object.fromEntries(shown)).toEqual(come(unitId))
      }
    })
  }, 60_000)
  it('each figure that is not nought is explained, by as many events at least as it counts', async () => {
    await eachHistory(3, async (state, engine) => {
      for (const unitId of unitsOf(state)) {
        for (const [figure, value] of leaves(figuresOf(state, unitId))) {
          // each leaf of the figures is a figure by its name
          const paths = figurePaths(state, { unitId, figure: figure as FigureName })
          const events = await engine.explain(contributions, { allianceId, paths })
          if (typeof value === 'number') expect(events.length).toBeGreaterThanOrEqual(value)
          else expect(events.length).toBeGreaterThan(0)
        }
      }
    })
  }, 60_000)
})
