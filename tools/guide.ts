// Finds the files and the changes that a guide shows, and makes them in a copy of the repository, so that a guide which no
// longer works fails a test.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fencesOf } from './code-blocks.js'

/** A block of a guide: a whole new file (`ts file PATH`), or a change to one (`diff PATH`). */
export interface Change {
  readonly page: string
  /** The line of the page on which the block's text begins, counted from 1. */
  readonly line: number
  readonly kind: 'file' | 'diff'
  readonly path: string
  readonly text: string
}

export function readChanges(page: string, markdown: string): readonly Change[] {
  const lines = markdown.split('\n')
  return fencesOf(page, lines).flatMap(({ info, open, close }) => {
    const [, kind, path] = /^(ts file|diff) (\S+)$/.exec(info) ?? []
    if (kind === undefined || path === undefined) return []
    const text = `${lines.slice(open + 1, close).join('\n')}\n`
    return [{ page, line: open + 2, kind: kind === 'diff' ? 'diff' : 'file', path, text }]
  })
}

/** What a file says after a change. Each part of a diff (`@@` parts them) must stand in it exactly once. */
export function changed(before: string | undefined, { page, line, kind, path, text }: Change): string {
  if (kind === 'file') {
    if (before !== undefined) throw new Error(`${page}:${line}: ${path} is there already`)
    return text
  }
  return text.split('@@\n').reduce((file, part) => {
    const [from, to] = [side(part, '+'), side(part, '-')]
    const places = file.split(from).length - 1
    if (places !== 1) throw new Error(`${page}:${line}: ${path} has this ${places} times:\n${from}`)
    return file.replace(from, () => to)
  }, before ?? '')
}

/** The lines of a diff without those of one sign, as they stand in the file. */
function side(part: string, without: '+' | '-'): string {
  return part
    .split(/(?<=\n)/)
    .filter((line) => !line.startsWith(without))
    .map((line) => (line === '\n' ? line : line.slice(1)))
    .join('')
}

const leftOut = new Set(['node_modules', 'dist', '.git'])

/** Copies the sources of a repository to a folder, where packages find each other in the copy and libraries in the original. */
export function copyRepository(root: string, copy: string): void {
  cpSync(root, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) })
  const workspaces = ['packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )
  for (const folder of ['.', ...workspaces]) {
    for (const name of librariesIn(join(root, folder, 'node_modules'))) {
      const at = join(folder, 'node_modules', name)
      const target = relative(root, realpathSync(join(root, at)))
      const isOurs = !target.startsWith('..') && !target.includes('node_modules')
      mkdirSync(dirname(join(copy, at)), { recursive: true })
      symlinkSync(join(isOurs ? copy : root, target), join(copy, at))
    }
  }
}

/** The names below a `node_modules`; those of a scope one by one. */
function librariesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') || name === '.bin')
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => join(name, part)) : [name],
    )
}

/** Makes the changes of a guide, in its order. Returns the paths of the files that it touched. */
export function followGuide(changes: readonly Change[], copy: string): readonly string[] {
  const misquoted: string[] = []
  for (const change of changes) {
    const file = join(copy, change.path)
    try {
      const after = changed(existsSync(file) ? readFileSync(file, 'utf8') : undefined, change)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, after)
    } catch (error) {
      misquoted.push(error instanceof Error ? error.message : String(error))
    }
  }
  if (misquoted.length > 0) throw new Error(misquoted.join('\n'))
  return [...new Set(changes.map(({ path }) => path))]
}
