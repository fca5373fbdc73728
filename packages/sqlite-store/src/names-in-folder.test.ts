import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isSettled, namesIn } from './names-in-folder.js'
import { withFile } from './test-files.js'

afterEach(() => {
  vi.useRealTimers()
})

const later = () => vi.setSystemTime(Date.now() + 60_000)

describe('a folder is looked at closely', () => {
  it('each time while a change could bear the same time as the last, and once more behind that', () =>
    withFile((path) => {
      let looks = 0
      const whereChanged = namesIn(dirname(path))
      const ask = () => whereChanged(() => looks++)
      writeFileSync(path, '')
      vi.setSystemTime(Date.now())
      ask()
      ask()
      expect(looks).toBe(2)
      later()
      ask()
      ask()
      expect(looks).toBe(3)
      writeFileSync(`${path}-other`, '')
      ask()
      expect(looks).toBe(4)
    }))

  it('again where the last look found something wrong', () =>
    withFile((path) => {
      const whereChanged = namesIn(dirname(path))
      const fail = vi.fn(() => {
        throw new Error('something is wrong')
      })
      later()
      for (let asked = 0; asked < 3; asked++) expect(() => whereChanged(fail)).toThrow('something is wrong')
      expect(fail).toHaveBeenCalledTimes(3)
    }))

  it('each time while it is not there', () =>
    withFile((path) => {
      const folder = join(dirname(path), 'folder')
      mkdirSync(folder)
      const whereChanged = namesIn(folder)
      let looks = 0
      later()
      whereChanged(() => looks++)
      rmSync(folder, { recursive: true })
      for (let asked = 0; asked < 2; asked++) whereChanged(() => looks++)
      expect(looks).toBe(3)
    }))
})

it.each([
  { steps: 'in fine steps', time: 1_700_000_000_004.2, passed: 101, shows: true },
  { steps: 'in fine steps', time: 1_700_000_000_004.2, passed: 99, shows: false },
  { steps: 'in whole seconds', time: 1_700_000_000_000, passed: 2_101, shows: true },
  { steps: 'in whole seconds', time: 1_700_000_000_000, passed: 2_000, shows: false },
  { steps: 'by a clock that is ahead', time: 1_700_000_000_004.2, passed: -50, shows: false },
])('where times are written down $steps, a change $passed ms later shows: $shows', ({ time, passed, shows }) => {
  expect(isSettled({ mtimeMs: 1_000, ctimeMs: time }, time + passed)).toBe(shows)
  expect(isSettled({ mtimeMs: time, ctimeMs: 1_000 }, time + passed)).toBe(shows)
})
