// Holds the types to what they promise: what must not compile does not, and for the reason that is quoted; what an editor
// offers is complete; and the whole stays cheap to check.
import { readFileSync } from 'node:fs'
import * as aggregates from '@lianxi/alliance/aggregates'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileWorkspace, openEditor, type Compilation, type Editor } from '../tools/type-check.js'

const pages = ['packages/event-sourcing/src/commands/must-not-compile.test.ts', 'docs/must-not-compile.test.ts']
const patience = 240_000

// measured: 342,267 with tests, examples and pages; a quarter more, so that an aggregate fits in and a slow type does not
const instantiationBudget = 430_000

const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const expectation = /\/\/ @ts-expect-error (.*)/

let compilation: Compilation
let editor: Editor

beforeAll(async () => {
  editor = openEditor()
  compilation = await compileWorkspace()
}, patience)
afterAll(() => editor.close())

describe('what must not compile', () => {
  it('does not: with each expectation in place, the workspace compiles', () => {
    expect(compilation.errors).toEqual([])
    expect(compilation.exitCode).toBe(0)
  })
  it.each(pages)(
    'fails for the reason that is quoted, and nothing else does: %s',
    { timeout: patience },
    async (path) => {
      const lines = textOf(path).split('\n')
      const expected = lines.flatMap((line, index) => {
        const reason = expectation.exec(line)?.[1]
        return reason === undefined ? [] : [{ line: index + 2, reason }]
      })
      expect(expected.length).toBeGreaterThan(15)
      editor.show(path, lines.map((line) => line.replace(expectation, '//')).join('\n'))
      const complaints = await editor.complaints()
      const unquoted = complaints.filter(({ line }) => !expected.some((quoted) => quoted.line === line))
      expect(unquoted).toEqual([])
      for (const { line, reason } of expected) {
        const said = complaints.filter((complaint) => complaint.line === line).map(({ text }) => text)
        expect(said.join('\n'), `${path}:${line}`).toContain(reason)
      }
    },
  )
  it('would be noticed if it did: an expectation that nothing meets is an error', { timeout: patience }, async () => {
    editor.show(pages[0] ?? '', '// @ts-expect-error nothing is wrong here\nexport const fine = 1\n')
    expect(await editor.complaints()).toEqual([{ line: 1, text: "Unused '@ts-expect-error' directive." }])
  })
})

describe('the cost of the types', () => {
  it('stays within its budget', () => {
    const spent = compilation.counted.get('Instantiations') ?? Number.NaN
    const seconds = compilation.counted.get('Check time')
    console.info(`${spent} type instantiations of ${instantiationBudget}, checked in ${seconds} s`)
    expect(spent).toBeLessThanOrEqual(instantiationBudget)
  })
})

describe('an editor', () => {
  const program = (call: string) =>
    ["import type { Engine } from '@lianxi/engine'", 'declare const engine: Engine', `${call})`].join('\n')

  it('offers every command at engine.execute', { timeout: patience }, async () => {
    const commands = Object.values<object>(aggregates).flatMap((exported) =>
      'decide' in exported && 'commands' in exported ? Object.keys(exported.commands ?? {}) : [],
    )
    expect(commands.length).toBeGreaterThan(40)
    for (const call of ["engine.execute({ type: '", "engine.tryExecute({ type: '"]) {
      editor.show('docs/must-not-compile.test.ts', program(`${call}' }`))
      const began = performance.now()
      const offered = await editor.completionsAfter(call)
      console.info(`${call}: ${offered.length} commands in ${Math.round(performance.now() - began)} ms`)
      expect(offered.toSorted()).toEqual(commands.toSorted())
    }
  })
  it('offers just the fields of the command that was named', { timeout: patience }, async () => {
    const call = "engine.execute({ type: 'CastBallot', data: { "
    editor.show('docs/must-not-compile.test.ts', program(`${call} } }`))
    expect((await editor.completionsAfter(call)).toSorted()).toEqual(['choice', 'motionId'])
    const choice = "engine.execute({ type: 'CastBallot', data: { choice: '"
    editor.show('docs/must-not-compile.test.ts', program(`${choice}' } }`))
    expect((await editor.completionsAfter(choice)).toSorted()).toEqual(['abstain', 'against', 'for'])
  })
})
