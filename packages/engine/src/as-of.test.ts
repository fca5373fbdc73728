import { contributions, figuresOf } from '@lianxi/alliance'
import { describe, expect, it } from 'vitest'
import { foundedTable, hospital, speaksFor, type Table } from './test-alliance.js'
import { here, issue } from './test-views.js'

describe('as of a day', () => {
  const at = (occurredAt: string) => ({ occurredAt })

  /** Three issues: on the first day, at its last millisecond in Shanghai, and one of that day that is entered on the third. */
  async function threeIssues(): Promise<Table> {
    const table = await foundedTable()
    await table.say(speaksFor(hospital), issue(1))
    table.wait('2018-03-03T00:00:00.000Z')
    await table.say(speaksFor(hospital), issue(2), at('2018-03-02T15:59:59.999Z'))
    table.wait('2018-03-04T00:00:00.000Z')
    await table.say(speaksFor(hospital), issue(3), at('2018-03-02T16:00:00.000Z'))
    return table
  }

  const known = async ({ engine }: Table, asOf: { readonly occurred?: string; readonly recorded?: string }) =>
    figuresOf(await engine.view(contributions, { ...here, asOf }), hospital).issues.raised

  it('a view shows what had happened by its end, where the alliance is', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-01' })).toBe(0)
    expect(await known(table, { occurred: '2018-03-02' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-03' })).toBe(3)
  })
  it('a view shows what had been entered by its end', async () => {
    const table = await threeIssues()
    expect(await known(table, { recorded: '2018-03-02' })).toBe(1)
    expect(await known(table, { recorded: '2018-03-03' })).toBe(2)
    expect(await known(table, { recorded: '2018-03-04' })).toBe(3)
  })
  it('or an instant, that one included', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-02T16:00:00.000Z' })).toBe(3)
    expect(await known(table, { occurred: '2018-03-02T15:59:59.999Z' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02T15:59:59.998Z' })).toBe(1)
  })
  it('both hold where both are given: what was known on the third of what had happened by the second', async () => {
    const table = await threeIssues()
    expect(await known(table, { occurred: '2018-03-03', recorded: '2018-03-03' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02', recorded: '2018-03-04' })).toBe(2)
    expect(await known(table, { occurred: '2018-03-02', recorded: '2018-03-02' })).toBe(1)
  })
  it('without a day a view shows all', async () => {
    expect(await known(await threeIssues(), {})).toBe(3)
  })
  it('looking back changes nothing for those who look at today', async () => {
    const table = await threeIssues()
    const today = await table.engine.view(contributions, here)
    await known(table, { occurred: '2018-03-01' })
    expect(await table.engine.view(contributions, here)).toBe(today)
  })
  it.each<[object, string]>([
    [{ occurred: '2018-02-30' }, 'occurred'],
    [{ recorded: 'yesterday' }, 'recorded'],
    [{ occurred: '2018-03-02T09:00:00+08:00' }, 'occurred'],
    [{ happened: '2018-03-02' }, 'happened'],
  ])('a day that is none is refused with its path: %j', async (asOf, path) => {
    const { engine } = await foundedTable()
    const refused = { code: 'invalid-input', details: { path: `asOf.${path}` } }
    await expect(engine.view(contributions, { ...here, asOf })).rejects.toMatchObject(refused)
    await expect(engine.explain(contributions, { ...here, asOf })).rejects.toMatchObject(refused)
  })
})
