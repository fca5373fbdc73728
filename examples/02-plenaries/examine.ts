// Looks through the records before anything is stored: joins what is listed twice, orders it by date, and reports what contradicts itself or a rule.
import { personRef, type CalendarDate } from '@lianxi/alliance'
import type { OrganisationOf } from './aliases.js'
import { forNobody, notAmong, type Delegate, type Delegation } from './delegation.js'
import { examineItem, type Item } from './examine-item.js'
import type { Records } from './records.js'
import type { Report } from './report.js'

export interface Arrival {
  readonly plenary: string
  readonly delegates: readonly Delegate[]
  readonly delegation: Delegation
}

export interface Day {
  readonly path: string
  readonly date: CalendarDate
  readonly title: string
  /** The plenaries whose first day this is. */
  readonly arrivals: readonly Arrival[]
  readonly presences: readonly Delegate[]
  readonly items: readonly Item[]
}

export interface Examination {
  readonly records: Records
  readonly organisationOf: OrganisationOf
  readonly report: Report
}

type PlenaryRecord = Records['plenaries'][number]

/** Plenaries by name; one that is listed again adds to the first. */
interface Gathered {
  readonly name: string
  readonly dates: readonly CalendarDate[]
  readonly delegates: readonly Delegate[]
  readonly delegation: Delegation
}

interface Part {
  readonly path: string
  readonly plenary: Gathered
  readonly record: PlenaryRecord['days'][number]
}

/** Reads who attends for whom, and reports those who cannot be taken over. */
function examineDelegates(
  plenaries: readonly { readonly path: string; readonly record: PlenaryRecord }[],
  { organisationOf, report }: Examination,
): Pick<Gathered, 'delegates' | 'delegation'> {
  const hasDays = plenaries.some(({ record }) => record.days.length > 0)
  const delegation = new Map<string, string | undefined>()
  const delegates: Delegate[] = []
  for (const { path: at, record } of plenaries) {
    for (const [index, { delegate: person, organisation: spelling = '' }] of record.delegates.entries()) {
      const path = `${at}.delegates.${index}`
      const organisation = organisationOf(spelling)
      const no = whyNotDelegate({ person, organisation, spelling, hasDays }, delegation)
      if (no !== undefined) report.reported(path, no)
      else if (organisation !== undefined) delegates.push({ path, person, organisation })
      if (personRef.safeParse(person).success && !delegation.has(person)) delegation.set(person, organisation)
    }
  }
  return { delegates, delegation }
}

interface Listed {
  readonly person: string
  readonly organisation: string | undefined
  readonly spelling: string
  readonly hasDays: boolean
}

function whyNotDelegate(
  { person, organisation, spelling, hasDays }: Listed,
  delegation: Delegation,
): string | undefined {
  const reference = personRef.safeParse(person)
  if (!reference.success) return `${JSON.stringify(person)} refers to nobody: ${reference.error.issues[0]?.message}`
  if (delegation.has(person)) {
    const before = delegation.get(person)
    if (before === organisation) return `${person} is listed for this plenary before`
    return `${person} is listed for ${before ?? 'no organisation'} before; at a plenary one speaks for one organisation`
  }
  if (organisation === undefined) return forNobody(person, spelling)
  return hasDays ? undefined : 'the plenary lists no day on which anybody could attend'
}

function gather(examination: Examination): readonly Part[] {
  const { records, report } = examination
  const byName = new Map<string, { readonly path: string; readonly record: PlenaryRecord }[]>()
  for (const [index, record] of records.plenaries.entries()) {
    const path = `plenaries.${index}`
    const former = byName.get(record.plenary) ?? []
    byName.set(record.plenary, [...former, { path, record }])
    if (former[0] !== undefined) report.reported(path, `${record.plenary} is listed before, at ${former[0].path}`)
    else if (record.days.length === 0) report.reported(path, 'it lists no day; nothing says that it met')
    else report.stored(path)
  }
  return [...byName].flatMap(([name, listed]) => {
    const dates = [...new Set(listed.flatMap(({ record }) => record.days.map(({ date }) => date)))].toSorted()
    const plenary = { name, dates, ...examineDelegates(listed, examination) }
    return listed.flatMap(({ path, record }) =>
      record.days.map((day, index) => ({ path: `${path}.days.${index}`, plenary, record: day })),
    )
  })
}

/** Those who were there, each once. */
function examinePresences(parts: readonly Part[], report: Report): readonly Delegate[] {
  const seen = new Set<string>()
  const presences: Delegate[] = []
  for (const { path: at, plenary, record } of parts) {
    for (const [index, person] of (record.present ?? []).entries()) {
      const path = `${at}.present.${index}`
      const organisation = plenary.delegation.get(person)
      if (seen.has(person)) report.reported(path, `${person} is listed as present on ${record.date} before`)
      else if (!plenary.delegation.has(person)) report.reported(path, notAmong(person, plenary.name))
      else if (organisation === undefined) report.reported(path, forNobody(person))
      else presences.push({ path, person, organisation })
      seen.add(person)
    }
  }
  return presences
}

/** The days in their order, with all that can be taken over. The rest is reported. */
export function examine(examination: Examination): readonly Day[] {
  const { report } = examination
  const byDate = new Map<CalendarDate, readonly Part[]>()
  for (const part of gather(examination)) {
    byDate.set(part.record.date, [...(byDate.get(part.record.date) ?? []), part])
  }
  const inOrder = [...byDate].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return inOrder.flatMap(([date, parts]) => {
    const [first, ...again] = parts
    if (first === undefined) return []
    for (const { path } of again)
      report.reported(path, `${date} is listed before, at ${first.path}; its meeting is that`)
    const present = new Set(parts.flatMap(({ record }) => record.present ?? []))
    const beginning = new Set(parts.map(({ plenary }) => plenary).filter(({ dates }) => dates[0] === date))
    const { name, dates } = first.plenary
    return {
      path: first.path,
      date,
      title: `Plenary ${name}, day ${dates.indexOf(date) + 1}`,
      arrivals: [...beginning].map(({ name: plenary, delegates, delegation }) => ({ plenary, delegates, delegation })),
      presences: examinePresences(parts, report),
      items: parts.flatMap(({ path, plenary, record }) =>
        record.items.map((item, index) =>
          examineItem(item, { path: `${path}.items.${index}`, date, present, plenary, report }),
        ),
      ),
    }
  })
}
