// Whether names in a folder may have come, gone or changed: one question to the system, where to ask after each name takes several.
import { statSync, type Stats } from 'node:fs'
import { asking } from './asking.js'

type Standing = Pick<Stats, 'dev' | 'ino' | 'mtimeMs' | 'ctimeMs'>

/** In how long steps its file system may write times down, in milliseconds: kernels count in up to 10, some systems in whole seconds, FAT in two. */
function stepOf(time: number): number {
  return time % 1_000 === 0 ? 2_100 : 100
}

/** Whether a change from `now` on would show: one in the same step of the clock as the last would not. */
export function isSettled({ mtimeMs, ctimeMs }: Pick<Standing, 'mtimeMs' | 'ctimeMs'>, now: number): boolean {
  const changed = Math.max(mtimeMs, ctimeMs)
  return now - changed > stepOf(changed)
}

// Who restores a folder with its times (rsync -a, tar) sets the time of its names, but not that of the folder's own change, which some systems lack.
function isSame(one: Standing, other: Standing): boolean {
  return (
    one.ctimeMs === other.ctimeMs && one.mtimeMs === other.mtimeMs && one.ino === other.ino && one.dev === other.dev
  )
}

/** Returns what looks closely, unless nothing changed in the folder, and no other stands in its place, since a look that did not throw. */
export function namesIn(folder: string): (look: () => void) => void {
  let settled: Standing | undefined
  return (look) => {
    // before the question: what changes behind it is to show
    const now = Date.now()
    // no big numbers, which cost as much as the asking; whoever sees a change looks closely
    const found = asking(folder, () => statSync(folder, { throwIfNoEntry: false }))
    if (found !== undefined && settled !== undefined && isSame(found, settled)) return
    settled = undefined
    look()
    if (found === undefined || !isSettled(found, now)) return
    const { dev, ino, mtimeMs, ctimeMs } = found
    settled = { dev, ino, mtimeMs, ctimeMs }
  }
}
