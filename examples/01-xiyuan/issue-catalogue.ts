// What issues are about, weighted as in Shanghai's hotline of 2018 (property over 30 %), with school, hospital and parking as this area has them.
import type { UnitCode } from './roster.js'

export interface IssueCategory {
  readonly weight: number
  readonly category: string
  readonly titles: readonly string[]
  /** Who takes it in hand; `community` is the community where it is. */
  readonly owners: readonly (UnitCode | 'community')[]
  readonly urgency: readonly ('ordinary' | 'urgent' | 'emergency')[]
  readonly level: 'community' | 'subdistrict' | 'alliance'
}

/** Weights are parts of a hundred. */
export const issueCategories: readonly IssueCategory[] = [
  {
    weight: 32,
    category: '物业管理',
    titles: ['公共区域无人保洁', '单元门长期损坏', '电梯停用未修', '物业费收支未公示', '垃圾清运不及时'],
    owners: ['community', 'community', 'U12'],
    urgency: ['ordinary', 'ordinary', 'urgent'],
    level: 'community',
  },
  {
    weight: 14,
    category: '停车难',
    titles: ['夜间车位不足', '错时停车谈不拢', '僵尸车占位'],
    owners: ['community', 'U01', 'U15'],
    urgency: ['ordinary'],
    level: 'alliance',
  },
  {
    weight: 8,
    category: '校门口交通',
    titles: ['上学时段拥堵', '接送车辆占道', '斑马线磨损'],
    owners: ['U01', 'U05'],
    urgency: ['ordinary', 'urgent'],
    level: 'alliance',
  },
  {
    weight: 6,
    category: '医院周边秩序',
    titles: ['就诊车辆排队占道', '门前摆摊'],
    owners: ['U02', 'U01', 'U15'],
    urgency: ['ordinary', 'urgent'],
    level: 'subdistrict',
  },
  {
    weight: 8,
    category: '违法搭建',
    titles: ['楼顶搭建', '底层开墙打洞'],
    owners: ['U15'],
    urgency: ['ordinary'],
    level: 'subdistrict',
  },
  {
    weight: 6,
    category: '邻里纠纷',
    titles: ['楼上漏水', '噪声扰民'],
    owners: ['community'],
    urgency: ['ordinary'],
    level: 'community',
  },
  {
    weight: 4,
    category: '群租',
    titles: ['房屋隔断出租'],
    owners: ['community', 'U15'],
    urgency: ['ordinary'],
    level: 'community',
  },
  {
    weight: 5,
    category: '绿化',
    titles: ['树枝遮挡采光', '绿地被占用'],
    owners: ['U15', 'U12'],
    urgency: ['ordinary'],
    level: 'community',
  },
  {
    weight: 4,
    category: '业委会',
    titles: ['业委会换届停滞'],
    owners: ['community'],
    urgency: ['ordinary'],
    level: 'community',
  },
  {
    weight: 6,
    category: '消防通道',
    titles: ['消防通道堵塞', '楼道堆物'],
    owners: ['U15', 'community', 'U14'],
    urgency: ['urgent', 'emergency'],
    level: 'subdistrict',
  },
  {
    weight: 4,
    category: '路灯',
    titles: ['院落路灯不亮'],
    owners: ['U13', 'U15'],
    urgency: ['ordinary'],
    level: 'community',
  },
  {
    weight: 3,
    category: '下水',
    titles: ['雨季污水外溢'],
    owners: ['U15'],
    urgency: ['urgent', 'emergency'],
    level: 'subdistrict',
  },
]

/** Matters that units bring to a meeting besides issues. */
export const standingMatters: readonly { readonly title: string; readonly deliverable: string }[] = [
  { title: '资源清单与需求清单更新', deliverable: '公布更新后的两张清单' },
  { title: '错时共享停车', deliverable: '签订错时停车约定' },
  { title: '上学时段联合疏导', deliverable: '排出联合疏导值班表' },
  { title: '社区义诊', deliverable: '完成一轮社区义诊' },
  { title: '敬老服务', deliverable: '落实敬老服务结对' },
  { title: '暑期学生托管', deliverable: '开办托管班' },
  { title: '法律与安全宣讲', deliverable: '完成宣讲场次' },
  { title: '场地向居民开放', deliverable: '公布场地开放时段' },
  { title: '环境卫生整治', deliverable: '完成整治并拍照存档' },
  { title: '党员到社区报到', deliverable: '公布报到与服务记录' },
  { title: '困难家庭帮扶', deliverable: '落实帮扶对象与方案' },
]
