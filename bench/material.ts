// What the benchmarks ask: alliances of three units, in each of which one offers parking spaces, one claims them, and the claims are answered.
import { charterPresets, type AnyCommand } from '@lianxi/alliance'
import type { CommandContext } from '@lianxi/engine'

/** A command with its circumstances, as `engine.execute` takes them. */
export interface Asked {
  readonly command: AnyCommand
  readonly context: CommandContext
}

/** A UUID for each letter, alliance and number. */
function uuid(letter: string, alliance: number, number = 0): string {
  const [of, which] = [alliance.toString(16).padStart(4, '0'), number.toString(16).padStart(12, '0')]
  return `${letter.repeat(8)}-${of}-4000-8000-${which}`
}

export function allianceIdOf(alliance: number): string {
  return uuid('a', alliance)
}

const unitKinds = ['convenor', 'giver', 'claimer'] as const
type Speaker = (typeof unitKinds)[number]
const unitIdOf = (alliance: number, speaker: Speaker) => uuid('b', alliance, unitKinds.indexOf(speaker))
const began = Date.UTC(2018, 2, 2, 1)

interface Said {
  readonly alliance: number
  /** Which of the alliance's commands it is, in order: it gives the command's id and instant. */
  readonly number: number
  readonly by: Speaker
}

function asked({ alliance, number, by }: Said, command: AnyCommand): Asked {
  const role = by === 'convenor' ? 'convenor' : 'memberRepresentative'
  return {
    command,
    context: {
      allianceId: allianceIdOf(alliance),
      actor: { role, unitId: unitIdOf(alliance, by) },
      occurredAt: new Date(began + number * 1000).toISOString(),
      commandId: uuid('c', alliance, number),
    },
  }
}

/** How many commands found an alliance. */
export const foundingCommands = 1 + unitKinds.length

/** The commands that found an alliance: all in its membership stream. */
export function founding(alliance: number): readonly Asked[] {
  const charter = charterPresets['robert-majority']
  const admitted = unitKinds.map((name, index) =>
    asked(
      { alliance, number: 1 + index, by: 'convenor' },
      {
        type: 'AdmitUnit',
        data: { unitId: unitIdOf(alliance, name), code: `U0${index}`, name, kind: 'residentUnit', seat: 'voting' },
      },
    ),
  )
  const data = { name: 'an alliance', timeZone: 'Asia/Shanghai', charter }
  return [asked({ alliance, number: 0, by: 'convenor' }, { type: 'FoundAlliance', data }), ...admitted]
}

function spaces(value: string) {
  return { value, unit: 'x:parkingSpace' }
}

/**
 * The command of this number in an alliance's dealings, each of which gives one event of one stream. 0 lists the offer; then come a claim and
 * its answer by turns. The stream's state keeps each claim.
 */
export function dealing(alliance: number, number: number): Asked {
  const resourceId = uuid('d', alliance)
  const count = 10 + number
  if (number === 0) {
    const data = { resourceId, kind: 'venue', title: '夜间错时车位', quantity: spaces('900000000') } as const
    return asked({ alliance, number: count, by: 'giver' }, { type: 'ListOffer', data })
  }
  const claim = { resourceId, pledgeId: uuid('e', alliance, Math.ceil(number / 2)) }
  return number % 2 === 1
    ? asked(
        { alliance, number: count, by: 'claimer' },
        { type: 'ClaimOffer', data: { ...claim, quantity: spaces('12') } },
      )
    : asked({ alliance, number: count, by: 'giver' }, { type: 'AcceptClaim', data: claim })
}

/** As a request brings it. V8 only notes what a text is pasted together from, and who reads it first puts it together: here the engine. */
function received(asked: Asked): Asked {
  return JSON.parse(JSON.stringify(asked)) as Asked
}

/** So many dealings from a number on. */
export function dealings(alliance: number, from: number, count: number): readonly Asked[] {
  return Array.from({ length: count }, (_, index) => received(dealing(alliance, from + index)))
}
