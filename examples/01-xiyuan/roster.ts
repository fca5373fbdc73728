// The fifteen units under neutral codes and names, so that no invented conduct stands beside a real body's name.
import { idOf } from './ids.js'

/** What a unit is to the alliance: rates of conduct are given by it. */
export type UnitSort = 'public' | 'community' | 'enterprise' | 'subdistrict'

interface Member {
  readonly code: string
  readonly sort: UnitSort
  readonly zh: string
  readonly en: string
  /** The name that it takes later, where it does. */
  readonly later?: { readonly zh: string; readonly en: string }
}

const members = [
  { code: 'U01', sort: 'public', zh: '交警单位', en: 'Traffic police unit' },
  { code: 'U02', sort: 'public', zh: '医院单位', en: 'Hospital unit' },
  { code: 'U03', sort: 'public', zh: '市级机关单位', en: 'City office unit' },
  { code: 'U04', sort: 'public', zh: '通信单位', en: 'Telecom unit' },
  { code: 'U05', sort: 'public', zh: '小学单位', en: 'Primary school unit' },
  { code: 'U06', sort: 'public', zh: '离退休干部单位', en: "Retired cadres' unit" },
  { code: 'U07', sort: 'community', zh: '第一社区', en: 'Community One' },
  { code: 'U08', sort: 'community', zh: '第二社区', en: 'Community Two' },
  { code: 'U09', sort: 'community', zh: '第三社区', en: 'Community Three' },
  { code: 'U10', sort: 'community', zh: '第四社区', en: 'Community Four' },
  { code: 'U11', sort: 'community', zh: '第五社区', en: 'Community Five' },
  { code: 'U12', sort: 'enterprise', zh: '地产企业', en: 'Property firm' },
  {
    code: 'U13',
    sort: 'enterprise',
    zh: '电气设备企业',
    en: 'Electrical gear firm',
    later: { zh: '电气科技企业', en: 'Electrical tech firm' },
  },
  { code: 'U14', sort: 'enterprise', zh: '酒店企业', en: 'Hotel firm' },
  { code: 'U15', sort: 'subdistrict', zh: '街道办事处', en: 'Subdistrict office' },
] as const satisfies readonly Member[]

export type UnitCode = (typeof members)[number]['code']

export interface Unit extends Member {
  readonly code: UnitCode
  readonly id: string
}

export const roster: readonly Unit[] = members.map((member) => ({ ...member, id: idOf(`unit/${member.code}`) }))

export function unitCalled(code: UnitCode): Unit {
  const unit = roster.find((one) => one.code === code)
  if (unit === undefined) throw new Error(`there is no unit ${code}`)
  return unit
}

export function unitsOf(sort: UnitSort): readonly Unit[] {
  return roster.filter((unit) => unit.sort === sort)
}

const english: ReadonlyMap<string, string> = new Map(
  roster.flatMap(({ zh, en, later }) => [
    [zh, en] as const,
    ...(later === undefined ? [] : [[later.zh, later.en] as const]),
  ]),
)

/** A unit's name as history has it, in English. */
export function englishName(name: string): string {
  return english.get(name) ?? name
}
