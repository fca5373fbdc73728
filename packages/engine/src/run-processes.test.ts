import { openSqliteStore } from '@lianxi/sqlite-store'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { chunyuan, foundedTable, school, sitDown, spaces, speaksFor, uuid, type Table } from './test-alliance.js'
import { withFile } from './test-folder.js'

/** A program that does nothing but run the reactions of one file, until it is told to end or its parent is gone. It says when it begins. */
const program = `
import { openEngine } from '@lianxi/engine'
import { openSqliteStore } from '@lianxi/sqlite-store'
const engine = await openEngine({ store: openSqliteStore(process.argv[1]) })
const end = new AbortController()
process.on('SIGTERM', () => end.abort())
process.stdin.on('end', () => process.exit(1)).resume()
process.stdout.write('running')
await engine.run({ signal: end.signal })
await engine.close()
process.exit()
`

async function start(path: string): Promise<ChildProcess> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const options = ['--conditions=lianxi-source', '--import', tsx, '--input-type=module', '--eval', program, path]
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const child = spawn(process.execPath, options, { cwd, stdio: ['pipe', 'pipe', 'inherit'] })
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  return child
}

const claims = 40
const resourceId = uuid('d', 2)

/** A community claims a place at the school's, which agrees: a pledge is to be opened. */
async function pledge({ say }: Table, number: number): Promise<void> {
  const pledgeId = uuid('d', 100 + number)
  await say(speaksFor(chunyuan), { type: 'ClaimOffer', data: { resourceId, pledgeId, quantity: spaces('1') } })
  await say(speaksFor(school), { type: 'AcceptClaim', data: { resourceId, pledgeId } })
}

it(
  'two processes run the reactions of one file, and one is killed in the middle: each is done once',
  () =>
    withFile(async (path) => {
      const children: ChildProcess[] = []
      try {
        const store = openSqliteStore(path)
        const table = await foundedTable({ store })
        const quantity = spaces(String(claims))
        await table.say(speaksFor(school), {
          type: 'ListOffer',
          data: { resourceId, kind: 'venue', title: '夜间车位', quantity },
        })
        children.push(...(await Promise.all([start(path), start(path)])))
        const [doomed, survivor] = children
        const opened = (async () => {
          const enough = new AbortController()
          let count = 0
          for await (const batch of store.subscribe({ signal: enough.signal })) {
            count += batch.filter(({ type }) => type === 'PledgeOpened').length
            if (count >= claims / 4) doomed?.kill('SIGKILL')
            if (count >= claims) enough.abort()
          }
        })()
        for (let number = 0; number < claims; number += 1) await pledge(table, number)
        await opened
        survivor?.kill('SIGTERM')
        for (const child of children)
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
        expect([doomed?.signalCode, survivor?.exitCode]).toEqual(['SIGKILL', 0])
        await table.engine.close()

        const later = await sitDown({ store: openSqliteStore(path), wall: table.wall })
        const before = await later.history()
        await later.engine.settle()
        expect(await later.history()).toEqual(before)
        const ids = before.filter(({ type }) => type === 'PledgeOpened').map(({ stream }) => stream)
        expect(new Set(ids).size).toBe(claims)
        expect(ids).toHaveLength(claims)
        expect(await later.engine.parked()).toEqual([])
        expect((await later.engine.verify()).broken).toEqual([])
        await later.engine.close()
      } finally {
        for (const child of children) child.kill('SIGKILL')
      }
    }),
  60_000,
)
