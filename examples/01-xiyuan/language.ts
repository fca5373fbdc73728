// The words of the table and of the progress line, in Chinese and in English.
import { alliance } from './facts.js'
import type { HistoryEnd } from './history-file.js'
import { englishName } from './roster.js'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

export function isLanguage(text: string): text is Language {
  return languages.some((language) => language === text)
}

export interface Words {
  readonly title: (period: { readonly from: string; readonly to: string }) => string
  readonly unit: string
  readonly sum: string
  readonly meetings: readonly [group: string, attended: string, excused: string, missed: string]
  readonly topics: readonly [group: string, proposed: string, adopted: string]
  readonly issues: readonly [group: string, raised: string, solved: string]
  readonly actions: readonly [group: string, onTime: string, late: string, open: string]
  readonly helped: readonly [group: string, closed: string, open: string]
  readonly resources: readonly [group: string, explanation: string]
  readonly kinds: Readonly<Record<string, string>>
  readonly measures: Readonly<Record<string, string>>
  /** What is abbreviated. */
  readonly legend: readonly string[]
  readonly foot: (history: HistoryEnd) => readonly string[]
  readonly name: (name: string) => string
  readonly progress: string
  readonly separator: string
}

const chinese: Words = {
  title: ({ from, to }) => `${alliance.name} · 各成员单位贡献 · ${from} 至 ${to}`,
  unit: '单位',
  sum: '合计',
  meetings: ['会议', '出席', '请假', '缺席'],
  topics: ['议题', '提出', '通过'],
  issues: ['问题', '反映', '解决'],
  actions: ['牵头任务', '按期', '逾期', '未结'],
  helped: ['协办任务', '办结', '未结'],
  resources: ['资源', '已确认 / 已承诺'],
  kinds: {
    money: '资金',
    goods: '物资',
    service: '服务',
    venue: '场地',
    expertise: '专长',
    personTime: '人力',
    information: '信息',
  },
  measures: {
    CNY: '元',
    H87: '件',
    HUR: '小时',
    'x:session': '场',
    'x:parkingSpace': '车位',
    'x:classHour': '课时',
    'x:personHour': '人时',
    'x:notice': '条',
  },
  legend: [],
  foot: ({ events, streams, checksum }) => [
    `共 ${events.toLocaleString('en-US')} 个事件，${streams} 条事件流，哈希链完好`,
    `历史校验和 ${checksum}`,
  ],
  name: (name) => name,
  progress: '重放',
  separator: '，',
}

const english: Words = {
  title: ({ from, to }) => `Xiyuan alliance · what each unit contributed · ${from} to ${to}`,
  unit: 'Unit',
  sum: 'Sum',
  meetings: ['Meetings', 'came', 'exc', 'abs'],
  topics: ['Topics', 'prop', 'adpt'],
  issues: ['Issues', 'new', 'solved'],
  actions: ['Actions led', 'kept', 'late', 'open'],
  helped: ['Helped', 'done', 'open'],
  resources: ['Resources', 'acknowledged / committed'],
  kinds: {
    money: 'money',
    goods: 'goods',
    service: 'service',
    venue: 'venue',
    expertise: 'skills',
    personTime: 'time',
    information: 'info',
  },
  measures: {
    CNY: 'CNY',
    H87: 'pcs',
    HUR: 'h',
    'x:session': 'sess',
    'x:parkingSpace': 'bays',
    'x:classHour': 'lessons',
    'x:personHour': 'p-h',
    'x:notice': 'items',
  },
  legend: [
    'exc excused',
    'abs absent',
    'prop proposed',
    'adpt adopted',
    'new raised',
    'kept on time',
    'bays for parking',
    'sess sessions',
    'p-h person-hours',
  ],
  foot: ({ events, streams, checksum }) => [
    `${events.toLocaleString('en-US')} events in ${streams} streams, all hash chains whole`,
    `checksum ${checksum}`,
  ],
  name: englishName,
  progress: 'Replaying',
  separator: ', ',
}

export const words: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, en: english }
