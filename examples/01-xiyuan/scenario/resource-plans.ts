// What units offer and need in the two yearly rounds, and who claims what of whom.
import { workdayAfter } from '../calendar.js'
import { conduct, needsOfTheAlliance, pledgeFates, spread, type PledgeFate } from '../conduct.js'
import { idOf } from '../ids.js'
import { chanceOf, type Chance } from '../random.js'
import { givesUsually, ware, type Ware, type WareName } from '../resource-catalogue.js'
import { roster, unitsOf, type Unit } from '../roster.js'

export interface Listing {
  readonly name: string
  readonly resourceId: string
  readonly side: 'offer' | 'need'
  /** None for a need of the alliance as a whole. */
  readonly lister?: Unit
  readonly wareName: WareName
  readonly ware: Ware
  readonly amount: number
  readonly listedOn: string
}

export interface Match {
  readonly listing: Listing
  readonly claimant: Unit
  readonly fate: PledgeFate
  /** Whether another unit claims first and is declined. */
  readonly declinedFirst?: Unit
  /** Whether another unit then claims what is no longer left. */
  readonly comesTooLate?: Unit
}

export interface Round {
  readonly year: string
  readonly opensOn: string
  readonly closesOn: string
}

export const rounds: readonly Round[] = [
  { year: '2018', opensOn: '2017-10-16', closesOn: '2018-09-28' },
  { year: '2019', opensOn: '2018-10-15', closesOn: '2019-09-27' },
]

/** How many pledges of a round come from needs; the others come from offers. */
const fromNeeds = 14

const neededWares: readonly WareName[] = [
  'hours',
  'talks',
  'clinics',
  'lessons',
  'rooms',
  'parking',
  'gifts',
  'money',
  'notices',
]

function giversOf(name: WareName): readonly Unit[] {
  return roster.filter(({ code }) => givesUsually[code]?.includes(name))
}

function listing(
  { year, opensOn }: Round,
  said: Pick<Listing, 'name' | 'side' | 'wareName'> & { readonly lister?: Unit; readonly chance: Chance },
): Listing {
  const { chance, ...rest } = said
  const name = `${rest.side}/${year}/${rest.name}`
  const offered = ware(rest.wareName)
  const steps = Math.floor((offered.most - offered.least) / offered.step)
  return {
    ...rest,
    name,
    resourceId: idOf(name),
    ware: offered,
    amount: offered.least + offered.step * chance.between(0, steps),
    listedOn: workdayAfter(opensOn, chance.between(0, 30)),
  }
}

function offersOf(round: Round, unit: Unit): readonly Listing[] {
  const usual = givesUsually[unit.code]
  if (usual === undefined) return []
  const chance = chanceOf(`offers/${round.year}/${unit.code}`)
  return Array.from({ length: conduct[unit.sort].offers }, (_, index) =>
    listing(round, {
      name: `${unit.code}/${index + 1}`,
      side: 'offer',
      lister: unit,
      wareName: usual[index % usual.length] ?? usual[0],
      chance,
    }),
  )
}

function needsOf(round: Round, { unit, count }: { readonly unit?: Unit; readonly count: number }): readonly Listing[] {
  const source = unit?.code ?? 'alliance'
  const chance = chanceOf(`needs/${round.year}/${source}`)
  const wares = chance.shuffled(neededWares).slice(0, count)
  return wares.map((wareName, index) =>
    listing(round, {
      name: `${source}/${index + 1}`,
      side: 'need',
      ...(unit === undefined ? {} : { lister: unit }),
      wareName,
      chance,
    }),
  )
}

export function listingsOf(round: Round): { readonly offers: readonly Listing[]; readonly needs: readonly Listing[] } {
  return {
    offers: roster.flatMap((unit) => offersOf(round, unit)),
    needs: [
      ...roster.flatMap((unit) => needsOf(round, { unit, count: conduct[unit.sort].needs })),
      ...needsOf(round, { count: needsOfTheAlliance }),
    ],
  }
}

/** Who claims what in a round, in the order in which it is listed. */
export function matchesOf(round: Round): readonly Match[] {
  const { offers, needs } = listingsOf(round)
  const chance = chanceOf(`matches/${round.year}`)
  const fates = chance.shuffled(spread(pledgeFates))
  const communities = unitsOf('community')
  const claimedNeeds = chance.shuffled(needs).slice(0, fromNeeds)
  const claimedOffers = chance.shuffled(offers).slice(0, fates.length - fromNeeds)
  return [...claimedNeeds, ...claimedOffers].map((claimed, index) => {
    const { side, wareName, lister } = claimed
    const able = chance.shuffled(
      (side === 'offer' ? communities : giversOf(wareName)).filter((unit) => unit !== lister),
    )
    const [claimant, other] = able
    if (claimant === undefined) throw new Error(`nobody claims ${claimed.name}`)
    return {
      listing: claimed,
      claimant,
      fate: fates[index] ?? 'delivered',
      ...(other !== undefined && side === 'offer' && index % 5 === 0 ? { declinedFirst: other } : {}),
      ...(other !== undefined && side === 'offer' && index === fates.length - 1 ? { comesTooLate: other } : {}),
    }
  })
}
