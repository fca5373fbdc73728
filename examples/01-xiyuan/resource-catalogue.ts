// What each unit has to give, and what communities ask for: matched by kind and measure, since nothing is converted.
import type { UnitCode } from './roster.js'

export type ResourceKind = 'money' | 'goods' | 'service' | 'venue' | 'expertise' | 'personTime' | 'information'

export interface Ware {
  readonly kind: ResourceKind
  readonly title: string
  readonly measure: string
  /** Amounts are drawn between these, in steps. */
  readonly least: number
  readonly most: number
  readonly step: number
}

const wares = {
  hours: { kind: 'personTime', title: '志愿服务', measure: 'x:personHour', least: 20, most: 60, step: 10 },
  talks: { kind: 'expertise', title: '专题宣讲', measure: 'x:session', least: 2, most: 6, step: 1 },
  clinics: { kind: 'service', title: '社区义诊', measure: 'x:session', least: 2, most: 5, step: 1 },
  lessons: { kind: 'expertise', title: '课后辅导', measure: 'x:classHour', least: 8, most: 24, step: 4 },
  rooms: { kind: 'venue', title: '会议场地', measure: 'HUR', least: 4, most: 20, step: 2 },
  parking: { kind: 'venue', title: '夜间停车位', measure: 'x:parkingSpace', least: 10, most: 40, step: 5 },
  gifts: { kind: 'goods', title: '慰问物资', measure: 'H87', least: 20, most: 80, step: 10 },
  money: { kind: 'money', title: '帮扶资金', measure: 'CNY', least: 2000, most: 8000, step: 500 },
  notices: { kind: 'information', title: '便民信息推送', measure: 'x:notice', least: 4, most: 12, step: 2 },
} as const satisfies Readonly<Record<string, Ware>>

export type WareName = keyof typeof wares

export function ware(name: WareName): Ware {
  return wares[name]
}

/** What each outside unit and enterprise gives, its usual ware first. */
export const givesUsually: Readonly<Partial<Record<UnitCode, readonly [WareName, ...WareName[]]>>> = {
  U01: ['talks', 'hours'],
  U02: ['clinics', 'parking'],
  U03: ['hours'],
  U04: ['notices', 'gifts'],
  U05: ['rooms', 'lessons'],
  U06: ['hours', 'talks'],
  U12: ['money'],
  U13: ['gifts'],
  U14: ['rooms', 'parking'],
  U15: ['rooms', 'money', 'hours'],
}
