// One process at a time, and none after it is kept out by one that died.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openAlone } from './open-alone.js'
import { newFolder } from './testing.js'

const folder = newFolder()
const path = join(folder, 'store.db')
afterAll(() => rmSync(folder, { recursive: true }))

describe('A store that a process works on', () => {
  it('is not opened by another, by whatever name, until it is closed', async () => {
    const link = join(folder, 'link.db')
    const store = await openAlone(path)
    symlinkSync(path, link)
    await expect(openAlone(path)).rejects.toThrow(`${path}: another process works on this file`)
    await expect(openAlone(link)).rejects.toThrow(`${link}: another process works on this file`)
    await store.close()
    await (await openAlone(link)).close()
  })

  it('is free as soon as that process is killed', async () => {
    const module = fileURLToPath(new URL('open-alone.ts', import.meta.url))
    const holding = `const { openAlone } = await import(${JSON.stringify(module)}); await openAlone(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, [
      '--conditions=lianxi-source',
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      holding,
    ])
    const died = once(child, 'close')
    await once(child.stdout, 'data')
    await expect(openAlone(path)).rejects.toThrow('another process works on this file')
    child.kill('SIGKILL')
    await died
    await (await openAlone(path)).close()
  }, 20_000)

  it('is no file of another program, and nothing is put beside that', async () => {
    const notes = join(folder, 'notes')
    writeFileSync(notes, 'no database, only notes\n'.repeat(100))
    await expect(openAlone(notes)).rejects.toThrow('it is no SQLite database')
    expect(existsSync(`${notes}-lock`)).toBe(false)
  })
})
