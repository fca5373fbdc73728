// Offers and needs are listed, claimed and answered; pledges are committed, delivered and acknowledged, or go wrong.
import { Diary } from '../calendar.js'
import { conduct } from '../conduct.js'
import { idOf } from '../ids.js'
import { chanceOf } from '../random.js'
import type { Unit } from '../roster.js'
import { secretariat, speaker } from './actors.js'
import { entry, type Circumstances, type Entry } from './entry.js'
import { listingsOf, matchesOf, rounds, type Listing, type Match, type Round } from './resource-plans.js'

function listed({ name, resourceId, side, lister, ware, amount, listedOn }: Listing, round: Round): Entry {
  const { kind, title, measure } = ware
  const at = new Diary(listedOn, chanceOf(`${name}/listing`)).today()
  const by = lister === undefined ? secretariat : speaker(lister, listedOn)
  const quantity = { value: String(amount), unit: measure }
  if (side === 'need') {
    return entry(
      name,
      { at, by },
      { type: 'ListNeed', data: { resourceId, kind, title, quantity, needBy: round.closesOn } },
    )
  }
  return entry(
    name,
    { at, by },
    { type: 'ListOffer', data: { resourceId, kind, title, quantity, until: round.closesOn } },
  )
}

/** A pledge in the making: both sides, and who writes what in whose name. */
class PledgeStory {
  readonly entries: Entry[] = []
  readonly diary: Diary
  readonly chance
  readonly pledgeId: string
  readonly #match: Match

  constructor(match: Match) {
    this.#match = match
    const { listing } = match
    this.chance = chanceOf(`${listing.name}/pledge`)
    this.diary = new Diary(listing.listedOn, this.chance)
    this.pledgeId = idOf(`${listing.name}/pledge`)
  }

  get giver(): Unit {
    const { listing, claimant } = this.#match
    return listing.side === 'offer' && listing.lister !== undefined ? listing.lister : claimant
  }

  /** Whoever receives, today: the alliance's needs are the secretariat's to answer. */
  get receiver() {
    const { listing, claimant } = this.#match
    const unit = listing.side === 'offer' ? claimant : listing.lister
    return unit === undefined ? secretariat : speaker(unit, this.diary.date)
  }

  get lister() {
    const { lister } = this.#match.listing
    return lister === undefined ? secretariat : speaker(lister, this.diary.date)
  }

  quantity(amount: number) {
    return { value: String(amount), unit: this.#match.listing.ware.measure }
  }

  write(step: string, circumstances: Circumstances, command: Entry['command']): void {
    this.entries.push(entry(`${this.#match.listing.name}/${step}`, circumstances, command))
  }

  claim(
    step: string,
    { by, pledgeId, refused }: { readonly by: Unit; readonly pledgeId: string; readonly refused?: string },
  ): void {
    const { resourceId, side, amount } = this.#match.listing
    const data = { resourceId, pledgeId, quantity: this.quantity(amount) }
    this.write(
      step,
      {
        at: this.diary.after(this.chance.between(2, 9)),
        by: speaker(by, this.diary.date),
        ...(refused === undefined ? {} : { refused }),
      },
      side === 'offer' ? { type: 'ClaimOffer', data } : { type: 'ClaimNeed', data },
    )
  }

  deliver(part: string, amount: number): string {
    const deliveryId = idOf(`${this.pledgeId}/${part}`)
    this.write(
      `delivery/${part}`,
      { at: this.diary.after(this.chance.between(10, 35)), by: speaker(this.giver, this.diary.date) },
      {
        type: 'ReportDelivery',
        data: { pledgeId: this.pledgeId, deliveryId, quantity: this.quantity(amount), evidence: '签收单' },
      },
    )
    return deliveryId
  }

  acknowledge(part: string, amount: number): void {
    const { pledgeId } = this
    const deliveryId = this.deliver(part, amount)
    this.write(
      `acknowledgement/${part}`,
      { at: this.diary.after(this.chance.between(1, 6)), by: this.receiver },
      { type: 'AcknowledgeDelivery', data: { pledgeId, deliveryId, quantity: this.quantity(amount) } },
    )
  }

  dispute(amount: number): void {
    const deliveryId = this.deliver('disputed', amount)
    this.write(
      'dispute',
      { at: this.diary.after(this.chance.between(1, 4)), by: this.receiver },
      { type: 'DisputeDelivery', data: { pledgeId: this.pledgeId, deliveryId, reason: '数量与签收不符' } },
    )
  }
}

function claimed(promise: PledgeStory, { listing, claimant, declinedFirst, comesTooLate }: Match): void {
  const { name, resourceId, lister } = listing
  const reply = () => promise.diary.after(promise.chance.between(...conduct[(lister ?? claimant).sort].replyDays))
  if (declinedFirst !== undefined) {
    const pledgeId = idOf(`${name}/declined`)
    promise.claim('claim-declined', { by: declinedFirst, pledgeId })
    promise.write(
      'decline',
      { at: reply(), by: promise.lister },
      { type: 'DeclineClaim', data: { resourceId, pledgeId, reason: '时间安排不上' } },
    )
  }
  const { pledgeId } = promise
  promise.claim('claim', { by: claimant, pledgeId })
  if (comesTooLate !== undefined) {
    promise.claim('claim-too-late', {
      by: comesTooLate,
      pledgeId: idOf(`${name}/too-late`),
      refused: 'resource/more-than-left',
    })
  }
  promise.write('accept', { at: reply(), by: promise.lister }, { type: 'AcceptClaim', data: { resourceId, pledgeId } })
}

function kept(promise: PledgeStory, { listing, fate }: Match): void {
  const { amount } = listing
  const { pledgeId, diary, chance } = promise
  if (fate === 'neverCommitted') return
  promise.write(
    'commit',
    { at: diary.after(chance.between(2, 10)), by: speaker(promise.giver, diary.date) },
    { type: 'CommitPledge', data: { pledgeId, quantity: promise.quantity(amount) } },
  )
  const half = Math.ceil(amount / 2)
  switch (fate) {
    case 'delivered':
      promise.acknowledge('whole', amount)
      return
    case 'inParts':
      promise.acknowledge('first', half)
      promise.acknowledge('second', amount - half)
      return
    case 'disputed':
      promise.dispute(amount)
      promise.acknowledge('again', amount)
      return
    case 'short':
      promise.acknowledge('first', half)
      return
    case 'cancelled':
      promise.write(
        'cancellation',
        { at: diary.after(chance.between(5, 20)), by: speaker(promise.giver, diary.date) },
        { type: 'CancelPledge', data: { pledgeId, reason: '本单位预算调整' } },
      )
      return
    case 'defaulted':
      promise.acknowledge('first', half)
      promise.write(
        'default',
        { at: diary.after(90), by: secretariat },
        { type: 'DefaultPledge', data: { pledgeId, reason: '逾期未续交付' } },
      )
  }
}

function matched(match: Match): readonly Entry[] {
  const promise = new PledgeStory(match)
  claimed(promise, match)
  kept(promise, match)
  return promise.entries
}

export function resources(): readonly Entry[] {
  return rounds.flatMap((round) => {
    const { offers, needs } = listingsOf(round)
    return [...[...offers, ...needs].map((one) => listed(one, round)), ...matchesOf(round).flatMap(matched)]
  })
}
