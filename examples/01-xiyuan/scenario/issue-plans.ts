// Which issues come up: who raises what, where and when, whose it becomes, and what is to become of it.
import { daysBetween, workdayAfter } from '../calendar.js'
import { conduct, residentsIssues, spread, type IssueFate, type IssueFates } from '../conduct.js'
import { idOf } from '../ids.js'
import { issueCategories, type IssueCategory } from '../issue-catalogue.js'
import { facts } from '../facts.js'
import { chanceOf, type Chance } from '../random.js'
import { roster, unitCalled, unitsOf, type Unit } from '../roster.js'

export interface IssuePlan {
  readonly name: string
  readonly id: string
  /** None where residents raise it. */
  readonly raiser?: Unit
  readonly about: IssueCategory
  readonly title: string
  readonly place: string
  readonly urgency: IssueCategory['urgency'][number]
  readonly channel: 'grid' | 'hotline' | 'visit' | 'unit'
  readonly raisedOn: string
  readonly owner: Unit
  readonly fate: IssueFate
}

const first = '2017-07-10'
const last = '2019-09-16'

function ownerOf({ owners }: IssueCategory, raiser: Unit | undefined, chance: Chance): Unit {
  const owner = chance.pick(owners)
  if (owner !== 'community') return unitCalled(owner)
  return raiser?.sort === 'community' ? raiser : chance.pick(unitsOf('community'))
}

function plansOf(raiser: Unit | undefined, fates: IssueFates): readonly IssuePlan[] {
  const source = raiser?.code ?? 'residents'
  const all = chanceOf(`issues/${source}`).shuffled(spread(fates))
  return all.map((fate, index) => {
    const name = `issue/${source}/${String(index + 1).padStart(2, '0')}`
    const chance = chanceOf(name)
    const about = chance.weighted(issueCategories)
    const days = Math.floor(((index + chance.between(0, 99) / 100) * daysBetween(first, last)) / all.length)
    const anyone =
      raiser === undefined ? (['hotline', 'hotline', 'grid'] as const) : (['grid', 'visit', 'unit', 'unit'] as const)
    return {
      name,
      id: idOf(name),
      ...(raiser === undefined ? {} : { raiser }),
      about,
      title: chance.pick(about.titles),
      place: `第${chance.between(1, facts.compounds)}号院落`,
      urgency: chance.pick(about.urgency),
      channel: chance.pick<IssuePlan['channel']>(anyone),
      raisedOn: workdayAfter(first, days),
      owner: ownerOf(about, raiser, chance),
      fate,
    }
  })
}

export function issuePlans(): readonly IssuePlan[] {
  return [...roster.flatMap((unit) => plansOf(unit, conduct[unit.sort].issues)), ...plansOf(undefined, residentsIssues)]
}
