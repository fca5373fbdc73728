// The organisations as units and their delegates as representatives, as they stand at each plenary.
import type { Delegate } from '../delegation.js'
import type { Arrival } from '../examine.js'
import type { IdOf } from '../ids.js'
import type { Report } from '../report.js'
import { memberOf, secretariat, type Desk } from './desk.js'
import type { Moments } from './moments.js'

interface Organisation {
  readonly unitId: string
  readonly inOffice: Set<string>
  /** Who speaks for it; the others stand in. */
  titular?: string
}

export interface Roster {
  unitOf(organisation: string): string
  /** Takes over who comes to a plenary, and for whom. */
  arrive(arrival: Arrival, moments: Moments): Promise<void>
}

/** Codes are the names in letters and digits, told apart where they fall together. */
function codeFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const slug =
    plain
      .replaceAll(/[^A-Za-z0-9]+/gu, '-')
      .replaceAll(/^-|-$/gu, '')
      .slice(0, 24) || 'unit'
  const numbered = (n: number): string => (n === 1 ? slug : `${slug}-${n}`)
  let n = 1
  while (taken.has(numbered(n))) n += 1
  return numbered(n)
}

export function openRoster(desk: Desk, report: Report): Roster {
  const { idOf } = desk
  const organisations = new Map<string, Organisation>()
  const codes = new Set<string>()
  /** For whom each person was last there; undefined is nobody. */
  const attendsFor = new Map<string, string | undefined>()

  async function admitted({ organisation: name, path }: Delegate, at: string): Promise<Organisation> {
    const known = organisations.get(name)
    if (known !== undefined) return known
    const unitId = unitIdOf(idOf, name)
    const code = codeFor(name, codes)
    // the records do not say what kind of organisation it is, nor that any has no vote
    const data = { unitId, code, name, kind: 'other', seat: 'voting' } as const
    await desk.enter({ type: 'AdmitUnit', data }, { actor: secretariat, at, path })
    const organisation = { unitId, inOffice: new Set<string>() }
    organisations.set(name, organisation)
    codes.add(code)
    return organisation
  }

  /** One in office who attends for another organisation, or for none, by now: first who speaks for it. */
  function departed(name: string, { inOffice, titular }: Organisation): string | undefined {
    const gone = [...inOffice].filter((person) => attendsFor.get(person) !== name)
    return gone.find((person) => person === titular) ?? gone[0]
  }

  async function appoint(
    { person, organisation: name, path }: Delegate,
    moments: Moments,
  ): Promise<string | undefined> {
    const organisation = await admitted({ person, organisation: name, path }, moments.next())
    const { unitId, inOffice, titular } = organisation
    if (inOffice.has(person)) return undefined
    const former = departed(name, organisation)
    const capacity = titular === undefined ? 'representative' : 'alternate'
    const no = await desk.tryToEnter(
      former === undefined
        ? { type: 'AppointRepresentative', data: { personRef: person, capacity } }
        : { type: 'ReplaceRepresentative', data: { former, personRef: person } },
      { actor: memberOf(unitId), at: moments.next(), path },
    )
    if (no !== undefined) return no
    inOffice.add(person)
    if (former !== undefined) inOffice.delete(former)
    if (titular === undefined || titular === former) organisation.titular = person
    return undefined
  }

  return {
    unitOf: (organisation) => unitIdOf(idOf, organisation),
    async arrive({ delegates, delegation }, moments) {
      for (const [person, organisation] of delegation) attendsFor.set(person, organisation)
      for (const delegate of delegates) {
        const no = await appoint(delegate, moments)
        if (no === undefined) report.stored(delegate.path)
        else report.reported(delegate.path, no)
      }
    },
  }
}

function unitIdOf(idOf: IdOf, organisation: string): string {
  return idOf('unit', organisation)
}
