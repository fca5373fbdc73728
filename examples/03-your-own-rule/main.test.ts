import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { memoryStore } from '@lianxi/event-sourcing'
import { expect, it } from 'vitest'
import { openOurEngine } from './open-our-engine.js'
import { tellStory } from './story.js'

const told = `\
Silent in the last two meetings or more:
  U03  School    3 meetings
  The School's figure rests on 2018-03-20, 2018-04-20, 2018-05-20.

A smell of gas at the school gate: the hospital raises an emergency.
  IssueRaised  by the memberRepresentative, as emergency
  IssueTriaged by the engine, to the level of the alliance

The hospital offers 40 parking spaces at night. On 1 June the silent school is suspended.
Claims of the school, both entered after that:
  of 2018-06-02: ClaimOffer was not authorized: School is suspended
  of 2018-05-30: reserved for it
`

it('the program tells the story', () => {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const args = ['--conditions=lianxi-source', '--import', tsx, main]
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe(told)
}, 60_000)

it('nothing in the story is left hanging, and its history is whole', async () => {
  const engine = await openOurEngine({ store: memoryStore() })
  await tellStory(engine, () => undefined)
  expect(await engine.parked()).toEqual([])
  expect((await engine.verify()).broken).toEqual([])
  await engine.close()
})
