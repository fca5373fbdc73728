// Holds the sources to docs/architecture.md. The second half shows the checks what they must refuse: a check that cannot
// fail proves nothing.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forbiddenImports, importCycles, readArrows, shapesOf, sizeOf, type Workspace } from '../tools/architecture.js'
import { readWorkspace } from '../tools/workspace.js'

const arrows = readArrows(readFileSync(new URL('./architecture.md', import.meta.url), 'utf8'))
const workspace = readWorkspace()

describe('the sources', () => {
  it('import only what the arrows table allows', () => {
    expect(forbiddenImports(workspace, arrows)).toEqual([])
  })

  it('import in no circle', () => {
    expect(importCycles(workspace)).toEqual([])
  })

  it('say what they export and what they hold, name by name', () => {
    const { exportAll, any, castsThroughUnknown, tooLong, clockReads } = shapesOf(workspace.sources)
    expect({ exportAll, any, tooLong, clockReads }).toEqual({ exportAll: [], any: [], tooLong: [], clockReads: [] })
    expect(castsThroughUnknown.length, castsThroughUnknown.join('\n')).toBeLessThanOrEqual(5)
  })

  it('are short: half of the files have at most 90 lines', () => {
    const { files, median, longest } = sizeOf(workspace.sources)
    console.info(`${files} source files, median ${median} lines, longest ${longest}`)
    expect(files).toBeGreaterThan(0)
    expect(median).toBeLessThanOrEqual(90)
  })

  it('match every row of the table to the place it speaks of', () => {
    expect(arrows.length).toBeGreaterThan(10)
    const zones = new Set(arrows.map(({ from }) => from))
    const known = new Set([...zones, 'itself', 'node:', 'fast-check'])
    expect(arrows.flatMap(({ mayImport }) => mayImport).filter((name) => !known.has(name))).toEqual([])
  })
})

const tree: Record<string, string> = {
  'packages/event-sourcing/src/index.ts': "export { fold } from './commands/fold.js'",
  'packages/event-sourcing/src/commands/fold.ts': "import { produce } from 'immer'\nexport const fold = produce",
  'packages/event-sourcing/src/testing/index.ts': "import fc from 'fast-check'\nexport const laws = fc",
  'packages/alliance/src/index.ts': "export { motionEvents } from './motion/events.js'",
  'packages/alliance/src/aggregates.ts': "export { motion } from './motion/motion.js'",
  'packages/alliance/src/ids.ts': 'export const id = 1',
  'packages/alliance/src/motion/ballot.ts': "import { id } from '../ids.js'\nexport const ballot = id",
  'packages/alliance/src/motion/events.ts': "import { ballot } from './ballot.js'\nexport const motionEvents = ballot",
  'packages/alliance/src/motion/commands.ts': 'export const commands = 1',
  'packages/alliance/src/motion/decide.ts': "import { commands } from './commands.js'\nexport const decide = commands",
  'packages/alliance/src/motion/motion.ts': "import { decide } from './decide.js'\nexport const motion = decide",
  'packages/alliance/src/motion/motion.arbitraries.ts': "import fc from 'fast-check'\nexport const a = fc",
  'packages/alliance/src/issue/events.ts': 'export const issueEvents = 1',
  'packages/alliance/src/issue/issue.ts': "import { fold } from '@lianxi/event-sourcing'\nexport const issue = fold",
  'packages/alliance/src/views/ledger.ts':
    "import { motionEvents } from '../motion/events.js'\nexport const l = motionEvents",
  'packages/alliance/src/reactions/follow.ts':
    "import { commands } from '../motion/commands.js'\nexport const r = commands",
  'packages/alliance/src/testing/index.ts': "export { a } from '../motion/motion.arbitraries.js'",
  'packages/engine/src/index.ts': "import { motion } from '@lianxi/alliance/aggregates'\nexport const e = motion",
  'packages/sqlite-store/src/index.ts': "import { join } from 'node:path'\nexport const s = join",
  'examples/01/main.ts': "import { e } from '@lianxi/engine'\ne",
}

function withFiles(files: Record<string, string>): Workspace {
  return { packages: workspace.packages, sources: new Map(Object.entries({ ...tree, ...files })) }
}

describe('the checks', () => {
  it('find nothing in a lawful tree', () => {
    expect(forbiddenImports(withFiles({}), arrows)).toEqual([])
    expect(importCycles(withFiles({}))).toEqual([])
  })

  it.each([
    ['an aggregate that imports another', 'packages/alliance/src/issue/decide.ts', '../motion/events.js'],
    ['values of another aggregate', 'packages/alliance/src/issue/decide.ts', '../motion/ballot.js'],
    ['an event that knows its own decision', 'packages/alliance/src/motion/events.ts', './decide.js'],
    ['an aggregate that imports a view', 'packages/alliance/src/issue/decide.ts', '../views/ledger.js'],
    ['an aggregate that imports its test tools', 'packages/alliance/src/motion/decide.ts', './motion.arbitraries.js'],
    ['a shared file that imports an aggregate', 'packages/alliance/src/ids.ts', './motion/events.js'],
    ['a view that reads commands', 'packages/alliance/src/views/x.ts', '../motion/commands.js'],
    ['a view that reads decisions', 'packages/alliance/src/views/x.ts', '../motion/decide.js'],
    ['a view that imports a reaction', 'packages/alliance/src/views/x.ts', '../reactions/follow.js'],
    ['a reaction that reads state', 'packages/alliance/src/reactions/x.ts', '../motion/motion.js'],
    ['a root that publishes test tools', 'packages/alliance/src/index.ts', './testing/index.js'],
    ['a store that knows what is done with events', 'packages/event-sourcing/src/stores/x.ts', '../commands/fold.js'],
    ['a kernel that knows alliances', 'packages/event-sourcing/src/terms/x.ts', '@lianxi/alliance'],
    ['a model that knows the engine', 'packages/alliance/src/x.ts', '@lianxi/engine'],
    ['an engine that knows a store', 'packages/engine/src/x.ts', '@lianxi/sqlite-store'],
    ['a store that knows alliances', 'packages/sqlite-store/src/x.ts', '@lianxi/alliance'],
    ['an example that reaches for deciders', 'examples/01/main.ts', '@lianxi/alliance/aggregates'],
    ['a path into another package', 'packages/engine/src/x.ts', '../../alliance/src/ids.js'],
    ['a test that reaches into another package', 'packages/engine/src/x.test.ts', '../../alliance/src/ids.js'],
    ['a name that goes past the entries', 'packages/engine/src/x.test.ts', '@lianxi/alliance/src/ids.js'],
    ['a test imported by a source', 'packages/engine/src/x.ts', './y.test.js'],
    ['node: in the kernel', 'packages/event-sourcing/src/terms/x.ts', 'node:fs'],
    ['node: in published test tools', 'packages/event-sourcing/src/testing/x.ts', 'node:assert'],
    ['a builtin without its prefix', 'packages/alliance/src/x.ts', 'fs'],
    ['node: in the engine', 'packages/engine/src/x.ts', 'node:crypto'],
    ['fast-check outside the test tools', 'packages/event-sourcing/src/terms/x.ts', 'fast-check'],
    ['a library that is not a dependency', 'packages/alliance/src/x.ts', 'lodash'],
    ['a test runner in published test tools', 'packages/alliance/src/testing/x.ts', 'vitest'],
    ['a file that is not there', 'packages/engine/src/x.ts', './nowhere.js'],
  ])('refuse %s', (_what, path, specifier) => {
    const files = { 'packages/engine/src/y.test.ts': 'export const y = 1' }
    for (const line of [
      `import { x } from '${specifier}'`,
      `import type { x } from '${specifier}'`,
      `export { x } from '${specifier}'`,
    ]) {
      const found = forbiddenImports(withFiles({ ...files, [path]: line }), arrows)
      expect(found).toHaveLength(1)
      expect(found[0]).toContain(`${path} imports ${specifier}`)
    }
  })

  it('refuse a dynamic import as well', () => {
    const files = { 'packages/engine/src/x.ts': "export const x = () => import('node:fs')" }
    expect(forbiddenImports(withFiles(files), arrows)).toHaveLength(1)
  })

  it('refuse a file that no row knows', () => {
    expect(forbiddenImports(withFiles({ 'packages/new/src/index.ts': 'export const x = 1' }), arrows)).toHaveLength(1)
  })

  it('let a test import its whole package and every entry of another', () => {
    const text =
      "import { a } from '../ids.js'\nimport { e } from '@lianxi/engine'\nimport { it } from 'vitest'\nimport 'node:fs'"
    expect(forbiddenImports(withFiles({ 'packages/alliance/src/issue/issue.test.ts': text }), arrows)).toEqual([])
  })

  it('find a circle, of types too', () => {
    const files = {
      'packages/engine/src/a.ts': "import type { B } from './b.js'\nexport type A = B",
      'packages/engine/src/b.ts': "import type { A } from './a.js'\nexport type B = A",
    }
    expect(importCycles(withFiles(files))).toEqual([
      'packages/engine/src/a.ts → packages/engine/src/b.ts → packages/engine/src/a.ts',
    ])
  })

  it('find what hides a shape, and the length of a file', () => {
    const text =
      "export * from './a.js'\nexport * as b from './b.js'\nexport const a = 1 as any\nexport const c = a as unknown as string\n"
    const sources = new Map([
      ['packages/engine/src/x.ts', text],
      ['packages/engine/src/long.ts', 'export const a = 1\n'.repeat(301)],
      ['packages/engine/src/x.test.ts', 'export const a = 1 as any'],
      ['packages/engine/src/long.test.ts', 'export const a = 1\n'.repeat(301)],
      ['packages/alliance/src/x.ts', 'export const a = [new Date(), Date.now(), new Date(0)]'],
    ])
    const at = (line: number) => `packages/engine/src/x.ts:${line}`
    expect(shapesOf(sources)).toEqual({
      exportAll: [at(1), at(2)],
      any: [at(3)],
      castsThroughUnknown: [at(4)],
      tooLong: ['packages/engine/src/long.ts', 'packages/engine/src/long.test.ts'],
      clockReads: ['packages/alliance/src/x.ts:1', 'packages/alliance/src/x.ts:1'],
    })
    expect(sizeOf(sources)).toEqual({ files: 3, median: 4, longest: 301 })
  })

  it('read no table where there is none, and no row that is broken', () => {
    expect(() => readArrows('# nothing')).toThrow('no table')
    expect(() => readArrows('| from | files | may import |\n| --- | --- | --- |\n| a | b | c |')).toThrow(
      'cannot be read',
    )
  })
})
