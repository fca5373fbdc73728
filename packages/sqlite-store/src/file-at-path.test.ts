import { cpSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { fileAtPath } from './file-at-path.js'
import { withFile } from './test-files.js'

/** As if nothing had been done for a minute. */
function later(): void {
  vi.setSystemTime(Date.now() + 60_000)
}
afterEach(() => {
  vi.useRealTimers()
})

it.each(['-wal', '-shm', ''])(
  'a file%s that goes from a folder in which nothing changed for long is missed',
  (ending) =>
    withFile((path) => {
      for (const name of [path, `${path}-wal`, `${path}-shm`]) writeFileSync(name, name)
      const check = fileAtPath(path)
      later()
      check()
      check()
      rmSync(`${path}${ending}`)
      expect(check).toThrow('it was moved, replaced or deleted')
    }),
)

it('a file that went long ago is missed as often as it is asked after, until it is put back', () =>
  withFile((path) => {
    for (const name of [path, `${path}-wal`, `${path}-shm`]) writeFileSync(name, name)
    const check = fileAtPath(path)
    renameSync(path, `${path}-moved`)
    later()
    for (let asked = 0; asked < 3; asked++) expect(check).toThrow('it was moved, replaced or deleted')
    renameSync(`${path}-moved`, path)
    check()
  }))

it('a file that is replaced by who gives its folder the times it had is missed', () =>
  withFile((path) => {
    for (const name of [path, `${path}-wal`, `${path}-shm`]) writeFileSync(name, name)
    utimesSync(dirname(path), 1_000, 1_000)
    const check = fileAtPath(path)
    later()
    check()
    const { ctimeMs } = statSync(dirname(path))
    // until the file system's clock has gone on
    while (statSync(dirname(path)).ctimeMs === ctimeMs) {
      writeFileSync(`${path}-other`, path)
      renameSync(`${path}-other`, path)
      utimesSync(dirname(path), 1_000, 1_000)
    }
    expect(check).toThrow('it was moved, replaced or deleted')
  }))

it('a link is followed anew where nothing changed for long in the folder that it leads to', () =>
  withFile((path) => {
    const [here, there, link] = ['here', 'there', 'link'].map((name) => join(dirname(path), name)) as [
      string,
      string,
      string,
    ]
    mkdirSync(here)
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${here}/store${ending}`, ending)
    cpSync(here, there, { recursive: true })
    symlinkSync(`${here}/store`, link)
    const check = fileAtPath(link)
    later()
    check()
    check()
    rmSync(link)
    symlinkSync(`${there}/store`, link)
    expect(check).toThrow('it was moved, replaced or deleted')
  }))

it('a folder in whose place another stands is missed, though it looks as old', () =>
  withFile((path) => {
    const [here, there] = ['here', 'there'].map((name) => join(dirname(path), name)) as [string, string]
    mkdirSync(here)
    for (const ending of ['', '-wal', '-shm']) writeFileSync(`${here}/store${ending}`, ending)
    cpSync(here, there, { recursive: true })
    for (const folder of [here, there]) utimesSync(folder, 1_000, 1_000)
    const check = fileAtPath(`${here}/store`)
    later()
    check()
    check()
    renameSync(here, join(dirname(path), 'gone'))
    renameSync(there, here)
    utimesSync(here, 1_000, 1_000)
    expect(check).toThrow('it was moved, replaced or deleted')
  }))
