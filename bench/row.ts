// What a benchmark says: nearly always a ratio between two things measured in one run. Absolute figures depend on the machine.

export interface Row {
  readonly name: string
  readonly value: number
  readonly unit: 'ratio' | 'MB' | 'seconds'
  /** What it is held against, and with what. */
  readonly against: string
  /** The least that it is to be. */
  readonly floor?: number
  /** The most that it is to be. */
  readonly ceiling?: number
}

/** Whether it is within its bounds; a value that is no number is not. */
export function isMet({ value, floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY }: Row): boolean {
  return value >= floor && value <= ceiling
}

export function toLine(row: Row): string {
  const { name, value, unit, against, floor, ceiling } = row
  const bounds = [floor === undefined ? [] : `at least ${floor}`, ceiling === undefined ? [] : `at most ${ceiling}`]
  const judged = bounds.flat().join(', ')
  const verdict = judged === '' ? '' : `${isMet(row) ? 'met' : 'NOT MET'} (${judged})`
  const shown = unit === 'ratio' ? value.toFixed(3) : `${value.toFixed(1)} ${unit}`
  return `${name.padEnd(20)} ${shown.padStart(12)}  ${verdict.padEnd(24)}  ${against}`
}
