import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { fileAtPath } from './file-at-path.js'
import { withFile } from './test-files.js'

it.each(['-wal', '-shm', ''])(
  'a file%s that goes from a folder in which nothing changed for long is missed',
  (ending) =>
    withFile((path) => {
      for (const name of [path, `${path}-wal`, `${path}-shm`]) writeFileSync(name, name)
      const check = fileAtPath(path)
      utimesSync(dirname(path), 1_000, 1_000)
      check()
      check()
      rmSync(`${path}${ending}`)
      expect(check).toThrow('it was moved, replaced or deleted')
    }),
)
