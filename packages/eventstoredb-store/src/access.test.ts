// Over TLS, with credentials: who may, who may not, and that no password is ever repeated.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { openEventStoreDBStore } from './eventstoredb-store.js'
import { codeOf, listed, notes, onDouble, stream, type Trial } from './test-trial.js'
import { testCertificate } from './testing/index.js'

const password = 'p@ss:w/rd?'
const encoded = encodeURIComponent(password)
const users = { admin: password, clerk: password }

async function overTls(trial: (given: Trial & { readonly tlsCAFile: string }) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxi-'))
  const tlsCAFile = join(folder, 'ca.crt')
  writeFileSync(tlsCAFile, testCertificate.certificate)
  try {
    await onDouble((given) => trial({ ...given, tlsCAFile }), { tls: testCertificate, users })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const deadlines = { append: 1_000, read: 1_000, retry: 100 }

describe('over TLS', () => {
  it('a password that holds @ : / ? is given as it is, beside the connection string or encoded in it', () =>
    overTls(async ({ double, open, tlsCAFile }) => {
      const store = open({ credentials: { username: 'admin', password }, tlsCAFile })
      await store.append(stream('a'), notes(2), 'no-stream')
      const inString = `esdb://admin:${encoded}@127.0.0.1:${double.port}?tlsCAFile=${encodeURIComponent(tlsCAFile)}`
      expect(await listed(open({ connectionString: inString }).readAll())).toHaveLength(2)
    }))

  it('who may not read all is told so, and so is who has another password', () =>
    overTls(async ({ open, tlsCAFile }) => {
      const clerk = open({ credentials: { username: 'clerk', password }, tlsCAFile })
      await clerk.append(stream('a'), notes(1), 'no-stream')
      expect(await codeOf(listed(clerk.readAll()))).toBe('store-refused')
      const stranger = open({ credentials: { username: 'admin', password: 'wrong' }, tlsCAFile })
      expect(await codeOf(stranger.append(stream('a'), notes(1, 1), 0))).toBe('store-refused')
      expect(await codeOf(listed(stranger.readStream(stream('a'))))).toBe('store-refused')
    }))

  it('a server whose certificate nobody vouches for is not spoken to', () =>
    overTls(async ({ open }) => {
      const store = open({ credentials: { username: 'admin', password }, deadlines })
      expect(await codeOf(store.append(stream('a'), notes(1), 'no-stream'))).toBe('store-unavailable')
    }))
})

describe('a password', () => {
  it('stands in nothing that is thrown, told or printed', () =>
    overTls(async ({ double, disturbances, open, tlsCAFile }) => {
      const told: unknown[] = []
      const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
        vi.spyOn(console, name).mockImplementation((...said) => void told.push(...said)),
      )
      const keep = (action: Promise<unknown>) =>
        action.then(
          () => undefined,
          (error: unknown) => told.push(error),
        )
      try {
        const bad = [
          `esdb:/admin:${password}@h`,
          `esdb://admin:${password}@h:port`,
          `esdb://admin:${encoded}%@h`,
          `esdb://admin:${encoded}@h?keepAliveInterval=${password}`,
          `esdb://admin:${encoded}@h?${encoded}=1`,
          `esdb://admin:${encoded}@h?tlsVerifyCert=false`,
          `esdb://admin:${encoded}@h?tlsCAFile=/nowhere`,
        ]
        for (const connectionString of bad)
          await keep(
            (async () => openEventStoreDBStore({ connectionString, credentials: { username: 'a', password } }))(),
          )
        expect(told).toHaveLength(bad.length)
        const credentials = { username: 'clerk', password }
        const refused = open({ credentials, tlsCAFile })
        await keep(listed(refused.readAll()))
        const unknown = open({ credentials, deadlines })
        await keep(unknown.append(stream('a'), notes(1), 'no-stream'))
        const details = `Basic ${btoa(`clerk:${password}`)} or ${password} or ${encoded}`
        for (const code of [2, 7]) double.faults.plan({ on: 'append', do: { code, details } })
        await keep(refused.append(stream('a'), notes(1), 'no-stream'))
        expect(told.length).toBe(bad.length + 3)
      } finally {
        for (const spy of printed) spy.mockRestore()
      }
      const everything = inspect([told, disturbances], { depth: Infinity, showHidden: true })
      for (const secret of [password, encoded, btoa(`clerk:${password}`)]) expect(everything).not.toContain(secret)
      expect(disturbances.length).toBeGreaterThan(0)
    }))

  it.each([
    ['as it is', password],
    ['as it stands in an address', encoded],
    ['as it travels', btoa(`clerk:${password}`)],
  ])('is not told where a server repeats it %s', (_, secret) =>
    onDouble(async ({ double, disturbances, open }) => {
      const details = `not by ${secret}`
      for (const code of [2, 7]) double.faults.plan({ on: 'append', do: { code, details } })
      double.faults.plan({ on: 'read', do: { code: 7, details } })
      const store = open({ credentials: { username: 'clerk', password } })
      const told = await Promise.allSettled([
        store.append(stream('a'), notes(1), 'no-stream'),
        listed(store.readStream(stream('a'))),
      ])
      const reasons = [{ code: 'append-outcome-unknown' }, { code: 'store-refused' }]
      expect(told).toMatchObject(reasons.map((reason) => ({ status: 'rejected', reason })))
      expect(disturbances).toMatchObject([{ during: 'append' }])
      expect(inspect([told, disturbances], { depth: Infinity, showHidden: true })).not.toContain(secret)
    }),
  )
})
