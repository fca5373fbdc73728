// What became of every record: stored, or reported with a reason. Each is counted once, and none can be forgotten.
import type { ItemRecord, Records } from './records.js'

export const kinds = [
  'plenaries',
  'delegates',
  'days',
  'presences',
  'topics',
  'presenters',
  'conclusions',
  'reviewers',
] as const
export type Kind = (typeof kinds)[number]

export interface ReportedRecord {
  readonly kind: Kind
  readonly path: string
  readonly reason: string
}

export interface Count {
  readonly read: number
  readonly stored: number
  readonly reported: number
}

export interface Reckoning {
  readonly counts: Readonly<Record<Kind, Count>>
  readonly report: readonly ReportedRecord[]
}

export interface Report {
  stored(...paths: readonly string[]): void
  reported(path: string, reason: string): void
  /** Throws where a record was forgotten. */
  reckoning(): Reckoning
}

interface RecordRead {
  readonly kind: Kind
  readonly path: string
}

function each(kind: Kind, list: readonly unknown[] | undefined, path: string): readonly RecordRead[] {
  return (list ?? []).map((_, index) => ({ kind, path: `${path}.${index}` }))
}

export function hasConclusion({ conclusion, outcome }: ItemRecord): boolean {
  return conclusion !== undefined || outcome !== undefined
}

function recordsOfItem(item: ItemRecord, path: string): readonly RecordRead[] {
  return [
    { kind: 'topics', path },
    ...each('presenters', item.presenters, `${path}.presenters`),
    ...(hasConclusion(item) ? [{ kind: 'conclusions', path: `${path}.conclusion` } as const] : []),
    ...each('reviewers', item.reviewers, `${path}.reviewers`),
  ]
}

/** Every record, by its place in the file. */
function recordsRead({ plenaries }: Records): readonly RecordRead[] {
  return plenaries.flatMap(({ delegates, days }, p) => [
    { kind: 'plenaries', path: `plenaries.${p}` } as const,
    ...each('delegates', delegates, `plenaries.${p}.delegates`),
    ...days.flatMap(({ present, items }, d) => {
      const path = `plenaries.${p}.days.${d}`
      return [
        { kind: 'days', path } as const,
        ...each('presences', present, `${path}.present`),
        ...items.flatMap((item, i) => recordsOfItem(item, `${path}.items.${i}`)),
      ]
    }),
  ])
}

/** Opens a report on all records. */
export function openReport(records: Records): Report {
  const read = recordsRead(records)
  const fates = new Map<string, string | true | undefined>(read.map(({ path }) => [path, undefined]))

  function decide(path: string, fate: string | true): void {
    if (!fates.has(path)) throw new Error(`${path} is no record`)
    if (fates.get(path) !== undefined) throw new Error(`${path} was counted before`)
    fates.set(path, fate)
  }

  return {
    stored(...paths) {
      for (const path of paths) decide(path, true)
    },
    reported: decide,
    reckoning() {
      const forgotten = read.find(({ path }) => fates.get(path) === undefined)
      if (forgotten !== undefined) throw new Error(`${forgotten.path} was neither stored nor reported`)
      const report = read.flatMap(({ kind, path }) => {
        const fate = fates.get(path)
        return typeof fate === 'string' ? [{ kind, path, reason: fate }] : []
      })
      const counted = kinds.map((kind): readonly [Kind, Count] => {
        const all = read.filter((one) => one.kind === kind)
        const stored = all.filter(({ path }) => fates.get(path) === true).length
        return [kind, { read: all.length, stored, reported: report.filter((one) => one.kind === kind).length }]
      })
      // one entry for each kind
      return { counts: Object.fromEntries(counted) as Record<Kind, Count>, report }
    },
  }
}
