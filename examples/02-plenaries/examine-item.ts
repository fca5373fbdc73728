// Looks through one topic of a day: who presents it, what was concluded, and who volunteered to review it.
import { forNobody, notAmong, type Delegate, type Delegation } from './delegation.js'
import type { ItemRecord, Outcome } from './records.js'
import { hasConclusion, type Report } from './report.js'

export interface Conclusion {
  readonly path: string
  /** Blank where the record gives the outcome alone. */
  readonly text: string
  readonly outcome: Outcome
}

export interface Item {
  readonly path: string
  readonly title: string
  readonly presenters: readonly Delegate[]
  readonly conclusion?: Conclusion
  readonly reviewers: readonly Delegate[]
}

export interface Surroundings {
  readonly path: string
  readonly date: string
  /** Whom the day lists. */
  readonly present: ReadonlySet<string>
  readonly plenary: { readonly name: string; readonly delegation: Delegation }
  readonly report: Report
}

interface Naming {
  readonly role: 'presenters' | 'reviewers'
  readonly people: readonly string[]
  /** Why somebody cannot be taken over in this role, beside what holds for all. */
  readonly whyNot: (person: string) => string | undefined
}

/** Those of a list who do it for an organisation, each once; the others are reported. */
function examineNames({ role, people, whyNot }: Naming, { path: at, plenary, report }: Surroundings): Delegate[] {
  const seen = new Set<string>()
  return people.flatMap((person, index) => {
    const path = `${at}.${role}.${index}`
    const organisation = plenary.delegation.get(person)
    const no = seen.has(person)
      ? `${person} is named before`
      : (whyNot(person) ?? (plenary.delegation.has(person) ? undefined : notAmong(person, plenary.name)))
    seen.add(person)
    if (no === undefined && organisation !== undefined) return [{ path, person, organisation }]
    report.reported(path, no ?? forNobody(person))
    return []
  })
}

function examineConclusion(
  { conclusion: text = '', outcome = 'noted' }: ItemRecord,
  { path: at, report }: Surroundings,
): Conclusion | undefined {
  const path = `${at}.conclusion`
  if (text !== '' || outcome !== 'noted') return { path, text, outcome }
  report.reported(path, 'it is blank, and no decision')
  return undefined
}

export function examineItem(record: ItemRecord, surroundings: Surroundings): Item {
  const { path, date, present } = surroundings
  const { title, presenters = [], reviewers = [] } = record
  const absent = (person: string) => (present.has(person) ? undefined : `${person} is not listed on ${date}`)
  const conclusion = hasConclusion(record) ? examineConclusion(record, surroundings) : undefined
  return {
    path,
    title,
    presenters: examineNames({ role: 'presenters', people: presenters, whyNot: absent }, surroundings),
    ...(conclusion === undefined ? {} : { conclusion }),
    // whoever volunteers need not be there that day
    reviewers: examineNames({ role: 'reviewers', people: reviewers, whyNot: () => undefined }, surroundings),
  }
}
