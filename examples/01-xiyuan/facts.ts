// What the founding document says of the subdistrict and its alliance, to the letter. Nothing here is invented; what is assumed says so.

/** An essay on the party-building alliance of Xiyuan subdistrict, Xishan district, Kunming. */
export const source = '西苑街道党建联盟 (the essay that this project began with)'

export const facts = {
  area: { squareKilometres: '1.72' },
  subdistrictFounded: '2005-10',
  communityCommittees: 5,
  /** Compounds (院落) and buildings (楼栋) are two counts. */
  compounds: 38,
  residentialBuildings: 498,
  /** Floors: the source says "more than". */
  atLeast: { publicUnits: 70, residents: 70_000 },
  partyBodies: 10,
  partyMembers: { count: 559, asOf: '2019-09' },
  /** The source gives the year alone. */
  allianceFounded: '2017',
  /** Units that the source names: fourteen of the fifteen. */
  units: { total: 15, named: { outside: 6, communities: 5, privateSector: 3 } },
  /** Standing tasks of one community, by the source's six headings. */
  tasksOfACommunity: {
    onlinePlatforms: 48,
    creationAndEvaluation: 11,
    statisticsAndSurveys: 51,
    plaquesAndPosts: 31,
    agreementsAndResponsibilityLetters: 37,
    certificatesAndOther: 23,
  },
  residentsServedByOneWorker: { from: 1_000, to: 2_000 },
  districtOpinionOnUrbanPartyBuilding: '2018',
} as const

/** The day and the window of the story; the source has neither. */
export const assumed = { foundedOn: '2017-07-01', from: '2017-07-01', to: '2019-09-30' } as const

export const alliance = {
  name: '西苑街道党建联盟',
  area: '西苑街道，1.72 平方公里',
  timeZone: 'Asia/Shanghai',
} as const
