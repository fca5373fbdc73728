// Holds the steps on the page of architecture to the sources: each file is there and declares what one is to look for.
import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

interface Step {
  readonly step: string
  readonly file: string
  readonly names: readonly string[]
}

function readSteps(page: string): readonly Step[] {
  const table = page.slice(page.indexOf('| step | file | look for |')).split('\n\n')[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .map((row) => {
      const [, step = '', file = '', names = ''] = row.split('|').map((cell) => cell.trim())
      return {
        step,
        file: file.replaceAll('`', ''),
        names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      }
    })
}

/** The names that a source declares: functions, classes, methods, constants and the entries of records. */
function declaredIn(text: string): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (isDeclaration(node) && node.name !== undefined) names.add(node.name.getText().replaceAll("'", ''))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2023, true))
  return names
}

function isDeclaration(node: ts.Node): node is ts.Node & { readonly name?: ts.Node } {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node)
  )
}

function faultOf({ step, file, names }: Step): string | undefined {
  const url = new URL(`../${file}`, import.meta.url)
  if (!existsSync(url)) return `${step}: there is no ${file}`
  const declared = declaredIn(readFileSync(url, 'utf8'))
  const missing = names.filter((name) => !declared.has(name))
  if (names.length === 0) return `${step}: nothing to look for`
  return missing.length === 0 ? undefined : `${step}: ${file} declares no ${missing.join(', ')}`
}

describe('the steps of RaiseIssue', () => {
  const steps = readSteps(readFileSync(new URL('./architecture.md', import.meta.url), 'utf8'))

  it('are found where the page says', () => {
    expect(steps.length).toBeGreaterThan(20)
    expect(steps.flatMap((step) => faultOf(step) ?? [])).toEqual([])
  })

  it('would be missed where a file or a name is gone', () => {
    const file = 'packages/engine/src/door.ts'
    expect(faultOf({ step: 'door', file: 'packages/engine/src/gate.ts', names: ['door'] })).toContain('there is no')
    expect(faultOf({ step: 'door', file, names: ['door', 'gate'] })).toBe(`door: ${file} declares no gate`)
    expect(faultOf({ step: 'door', file, names: [] })).toContain('nothing to look for')
    expect(faultOf({ step: 'door', file, names: ['door'] })).toBeUndefined()
  })
})
