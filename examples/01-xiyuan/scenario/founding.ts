// The alliance is founded and its units join; later one takes another name, one rests and returns, one sends another person.
import { charterPresets } from '@lianxi/alliance'
import { instantAt, minutesAfter } from '../calendar.js'
import { alliance, assumed } from '../facts.js'
import { roster, unitCalled, type UnitSort } from '../roster.js'
import { alternateOf, convenor, replacement, representativeOf, secretariat, speaker } from './actors.js'
import { entry, type Entry } from './entry.js'

const kinds = {
  public: 'residentUnit',
  community: 'community',
  enterprise: 'privateSector',
  subdistrict: 'subdistrict',
} as const satisfies Readonly<Record<UnitSort, string>>

const renaming = { unit: unitCalled('U13'), on: '2018-09-03' }
export const suspension = { unit: unitCalled('U14'), from: '2018-12-20', to: '2019-04-01' }

/** Units that bring a second person to meetings, who is heard only. */
export const sendsAlternate = new Set(['U05', 'U07', 'U15'])

export function founding(): readonly Entry[] {
  const { foundedOn } = assumed
  const morning = instantAt(foundedOn, '09:00')
  const { name, area, timeZone } = alliance
  const charter = charterPresets['kunming-quarterly-consensus']
  return [
    entry(
      'founding',
      { at: morning, by: convenor },
      { type: 'FoundAlliance', data: { name, area, timeZone, charter } },
    ),
    ...roster.flatMap((unit, index) => {
      const { id: unitId, code, zh, sort } = unit
      const at = minutesAfter(morning, 30 + 4 * index)
      const by = speaker(unit, foundedOn)
      const admission = entry(
        `${code}/admission`,
        { at, by: convenor },
        { type: 'AdmitUnit', data: { unitId, code, name: zh, kind: kinds[sort], seat: 'voting' } },
      )
      const representative = entry(
        `${code}/representative`,
        { at: minutesAfter(at, 1), by },
        {
          type: 'AppointRepresentative',
          data: { personRef: representativeOf(unit, foundedOn), capacity: 'representative' },
        },
      )
      if (!sendsAlternate.has(code)) return [admission, representative]
      const alternate = entry(
        `${code}/alternate`,
        { at: minutesAfter(at, 2), by },
        { type: 'AppointRepresentative', data: { personRef: alternateOf(unit), capacity: 'alternate' } },
      )
      return [admission, representative, alternate]
    }),
  ]
}

export function changesOfMembership(): readonly Entry[] {
  const { unit: renamed, on } = renaming
  const { unit: resting, from, to } = suspension
  const { id: unitId } = resting
  const replaced = unitCalled(replacement.code)
  const day = { before: '2018-05-07', after: replacement.on }
  return [
    entry(
      `${replaced.code}/replacement`,
      { at: instantAt(replacement.on, '09:00'), by: speaker(replaced, day.before) },
      {
        type: 'ReplaceRepresentative',
        data: { former: representativeOf(replaced, day.before), personRef: representativeOf(replaced, day.after) },
      },
    ),
    entry(
      `${renamed.code}/renaming`,
      { at: instantAt(on, '10:00'), by: speaker(renamed, on) },
      { type: 'RenameUnit', data: { name: renamed.later?.zh ?? renamed.zh } },
    ),
    entry(
      `${resting.code}/suspension`,
      { at: instantAt(from, '15:00'), by: convenor },
      { type: 'SuspendUnit', data: { unitId, reason: '连续两个季度未答复联盟事项' } },
    ),
    entry(
      `${resting.code}/reinstatement`,
      { at: instantAt(to, '09:30'), by: secretariat },
      { type: 'ReinstateUnit', data: { unitId } },
    ),
  ]
}
