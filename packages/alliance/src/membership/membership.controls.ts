// Example events of an alliance and its units, for tests here and in apps.
import { eventBuilder } from '@lianxi/event-sourcing'
import { timeZone } from '../calendar.js'
import { charterPresets } from '../charter.js'
import { chunyuan, convenorUnit, hospital, people, school } from '../testing/cast.js'
import { events } from './events.js'

const event = eventBuilder(events)

export const founding = event('AllianceFounded', {
  name: '西苑街道党建联盟',
  convenorUnitId: convenorUnit,
  timeZone: timeZone.parse('Asia/Shanghai'),
  charter: charterPresets['kunming-quarterly-consensus'],
})

export const hospitalAdmitted = event('UnitAdmitted', {
  unitId: hospital,
  code: 'U02',
  name: 'hospital unit',
  kind: 'residentUnit',
  seat: 'voting',
})

export const schoolAdmitted = event('UnitAdmitted', {
  unitId: school,
  code: 'U05',
  name: 'school unit',
  kind: 'residentUnit',
  seat: 'voting',
})

export const chunyuanAdmitted = event('UnitAdmitted', {
  unitId: chunyuan,
  code: 'U07',
  name: 'community 1',
  kind: 'community',
  seat: 'voting',
})

export const hospitalRepresented = event('RepresentativeAppointed', {
  unitId: hospital,
  personRef: people[0],
  capacity: 'representative',
})
