// For whom people attend: a unit is an organisation, so whoever attends for none takes part in no unit's name.

/** Somebody who does something for an organisation, and the record that says so. */
export interface Delegate {
  readonly path: string
  readonly person: string
  readonly organisation: string
}

/** For whom each person attends a plenary; undefined is nobody. */
export type Delegation = ReadonlyMap<string, string | undefined>

export function forNobody(person: string, spelling = ''): string {
  const as = spelling === '' ? '' : ` (${JSON.stringify(spelling)})`
  return `${person} attends for no organisation${as}; a unit is an organisation, never a person`
}

export function notAmong(person: string, plenary: string): string {
  return `${JSON.stringify(person)} is not among the delegates of ${plenary}`
}
