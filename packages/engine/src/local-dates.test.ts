import type { AnyCommand } from '@lianxi/alliance'
import { describe, expect, it } from 'vitest'
import {
  actionId,
  chunyuan,
  decide,
  foundedTable,
  hospital,
  pledgeId,
  resourceId,
  school,
  speaksFor,
  type Table,
} from './test-alliance.js'

describe('a date', () => {
  /** The hospital has accepted an action that is due on the 30th of March. */
  async function accepted(): Promise<Table> {
    const table = await foundedTable()
    await decide(table)
    await table.engine.settle()
    await table.say(speaksFor(hospital), { type: 'AcceptAction', data: { actionId } })
    return table
  }
  const claim: AnyCommand = { type: 'ClaimCompletion', data: { actionId, evidence: 'photographs' } }

  it('is the one where the alliance is: the last minute of the 30th in Shanghai is in time', async () => {
    const table = await accepted()
    table.wait('2018-03-30T15:58:00.000Z')
    await table.say(speaksFor(hospital), claim)
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-30', late: false }])
  })
  it('has changed there a minute later, when the 30th is not over elsewhere', async () => {
    const table = await accepted()
    table.wait('2018-03-30T15:59:00.000Z')
    await table.say(speaksFor(hospital), claim)
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-31', late: true }])
  })
  it('is the one on which it happened, not the one on which it was entered', async () => {
    const table = await accepted()
    table.wait('2018-04-20T00:00:00.000Z')
    await table.say(speaksFor(hospital), claim, { occurredAt: '2018-03-30T15:59:59.999Z' })
    expect(await table.heard('CompletionClaimed')).toMatchObject([{ on: '2018-03-30', late: false }])
  })
  it('of today decides whether it is too late to ask for another', async () => {
    const table = await accepted()
    const extension: AnyCommand = {
      type: 'RequestExtension',
      data: { actionId, to: '2018-04-20', reason: 'gate on order' },
    }
    table.wait('2018-03-30T15:59:00.000Z')
    expect(await table.tryToSay(speaksFor(hospital), extension)).toMatchObject({ reason: 'asked-after-expiry' })
    await table.say(speaksFor(hospital), extension, { occurredAt: '2018-03-30T15:59:00.000Z' })
  })
  it('of a claim decides whether the offer still stands, not the one on which the claim was entered', async () => {
    const table = await foundedTable()
    const quantity = { value: '40', unit: 'x:parkingSpace' }
    const offer = { resourceId, kind: 'venue', title: '夜间车位', quantity, until: '2018-03-30' } as const
    await table.say(speaksFor(school), { type: 'ListOffer', data: offer })
    const claimOffer: AnyCommand = { type: 'ClaimOffer', data: { resourceId, pledgeId, quantity } }
    table.wait('2018-04-20T00:00:00.000Z')
    const claimed = (occurredAt: string) => table.tryToSay(speaksFor(chunyuan), claimOffer, { occurredAt })
    expect(await claimed('2018-03-30T16:00:00.000Z')).toMatchObject({ reason: 'offer-expired' })
    expect(await claimed('2018-03-30T15:59:59.999Z')).toMatchObject({ events: [{ revision: 1 }] })
  })
})
