// Judges a set of sources by the arrows table of docs/architecture.md. It is handed texts, never a disk, so that its own
// tests can show it a forbidden import and see it object.
import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'

export type Sources = ReadonlyMap<string, string>

export interface Workspace {
  readonly sources: Sources
  /** name of a package → its folder, its entries and the libraries it may load */
  readonly packages: ReadonlyMap<string, PackageManifest>
}

export interface PackageManifest {
  readonly folder: string
  readonly entries: ReadonlyMap<string, string>
  readonly dependencies: ReadonlySet<string>
}

export interface Arrow {
  readonly from: string
  readonly files: readonly string[]
  readonly mayImport: readonly string[]
}

interface Zone {
  readonly arrow: Arrow
  readonly aggregate?: string
}

interface Import {
  readonly specifier: string
  readonly target: string | undefined
}

const isTest = (path: string) => /\.test(-d)?\.ts$/.test(path)
const isPackageSource = (path: string) => /^packages\/[^/]+\/src\//.test(path) && !isTest(path)

export function readArrows(markdown: string): Arrow[] {
  const lines = markdown.split('\n')
  const head = lines.findIndex((line) => /^\|\s*from\s*\|\s*files\s*\|\s*may import\s*\|/.test(line))
  if (head < 0) throw new Error('no table with the columns from, files, may import')
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'))
  return lines.slice(head + 2, end < 0 ? undefined : end).map(readArrow)
}

function readArrow(row: string): Arrow {
  const [from, files, mayImport] = row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim().replace(/\bitself\b/, '`itself`'))
    .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
  if (from?.length !== 1 || !files?.length || !mayImport) throw new Error(`this row cannot be read: ${row}`)
  return { from: from[0] ?? '', files, mayImport }
}

export function sizeOf(sources: Sources): { files: number; median: number; longest: number } {
  const lengths = [...sources]
    .filter(([path]) => isPackageSource(path))
    .map(([, text]) => lineCount(text))
    .toSorted((a, b) => a - b)
  return { files: lengths.length, median: lengths[Math.floor(lengths.length / 2)] ?? 0, longest: lengths.at(-1) ?? 0 }
}

const lineCount = (text: string) => text.replace(/\n$/, '').split('\n').length

export function forbiddenImports(workspace: Workspace, arrows: readonly Arrow[]): string[] {
  const named = foldersWithARowOfTheirOwn(arrows)
  const zoneOf = (path: string) => findZone(path, { arrows, named })
  return [...workspace.sources].flatMap(([path, text]) => {
    const from = zoneOf(path)
    if (from === undefined) return [`${path} is in no row of the table`]
    return importsOf({ path, text, workspace }).flatMap((found) => {
      const why = objection({ path, from, found, workspace, zoneOf })
      return why === undefined ? [] : [`${path} imports ${found.specifier}: ${why}`]
    })
  })
}

interface Judged {
  readonly path: string
  readonly from: Zone
  readonly found: Import
  readonly workspace: Workspace
  readonly zoneOf: (path: string) => Zone | undefined
}

function objection(judged: Judged): string | undefined {
  const { path, found, workspace } = judged
  const own = packageOf(path)
  const other = [...workspace.packages].find(([name]) => libraryOf(found.specifier) === name)
  if (other !== undefined && found.target === undefined) return `not an entry of ${other[0]}`
  if (found.target !== undefined) {
    const byName = other !== undefined
    if (!byName && packageOf(found.target) !== own) return 'another package is imported by its name'
    if (byName && other[1].folder === own) return 'the own package is imported by its path'
    if (isTest(path)) return undefined
    if (isTest(found.target)) return 'only a test imports a test'
    return targetObjection(judged, found.target)
  }
  return isTest(path) ? undefined : libraryObjection(judged)
}

function targetObjection({ from, zoneOf }: Judged, target: string): string | undefined {
  const to = zoneOf(target)
  if (to === undefined) return `${target} is in no row of the table`
  const sameFolder = from.aggregate === undefined || to.aggregate === undefined || from.aggregate === to.aggregate
  const listed =
    from.arrow.mayImport.includes(to.arrow.from) || (from.arrow === to.arrow && from.arrow.mayImport.includes('itself'))
  if (listed && sameFolder) return undefined
  return sameFolder ? `${from.arrow.from} may not import ${to.arrow.from}` : 'an aggregate imports no other aggregate'
}

function libraryObjection({ path, from, found, workspace }: Judged): string | undefined {
  if (found.specifier.startsWith('.')) return 'there is no such file'
  if (isBuiltin(found.specifier)) {
    return from.arrow.mayImport.includes('node:') ? undefined : `${from.arrow.from} may not import node:`
  }
  if (!path.startsWith('packages/')) return undefined
  const library = libraryOf(found.specifier)
  if (from.arrow.mayImport.includes(library)) return undefined
  const manifest = [...workspace.packages.values()].find(({ folder }) => folder === packageOf(path))
  return manifest?.dependencies.has(library) === true ? undefined : `${library} is not among its dependencies`
}

export function importCycles(workspace: Workspace): string[] {
  const edges = new Map(
    [...workspace.sources].map(([path, text]) => [
      path,
      importsOf({ path, text, workspace }).flatMap(({ target }) => (target === undefined ? [] : [target])),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  function visit(path: string, trail: readonly string[]): void {
    if (state.get(path) === 'open') cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (state.has(path)) return
    state.set(path, 'open')
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}

export interface Shapes {
  readonly exportAll: string[]
  readonly any: string[]
  readonly castsThroughUnknown: string[]
  readonly tooLong: string[]
  readonly clockReads: string[]
}

export function shapesOf(sources: Sources): Shapes {
  const shapes: Shapes = { exportAll: [], any: [], castsThroughUnknown: [], tooLong: [], clockReads: [] }
  for (const [path, text] of sources) {
    if (lineCount(text) > 300) shapes.tooLong.push(path)
    if (!isPackageSource(path)) continue
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
    const visit = (node: ts.Node): void => {
      const at = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
      if (isExportAll(node)) shapes.exportAll.push(at)
      if (node.kind === ts.SyntaxKind.AnyKeyword) shapes.any.push(at)
      if (isCastThroughUnknown(node)) shapes.castsThroughUnknown.push(at)
      if (readsNoClock(path) && isClockRead(node)) shapes.clockReads.push(at)
      ts.forEachChild(node, visit)
    }
    visit(file)
  }
  return shapes
}

const readsNoClock = (path: string) => /^packages\/(event-sourcing|alliance)\//.test(path)

function isClockRead(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  return ts.isPropertyAccessExpression(node) && ['Date.now', 'Temporal.Now'].includes(node.getText())
}

function isExportAll(node: ts.Node): boolean {
  return ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))
}

function isCastThroughUnknown(node: ts.Node): boolean {
  if (!ts.isAsExpression(node)) return false
  const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression
  return ts.isAsExpression(inner) && inner.type.kind === ts.SyntaxKind.UnknownKeyword
}

function importsOf({ path, text, workspace }: { path: string; text: string; workspace: Workspace }): Import[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName: specifier }) => {
    return { specifier, target: resolve({ path, specifier, workspace }) }
  })
}

function resolve(wanted: { path: string; specifier: string; workspace: Workspace }): string | undefined {
  const { path, specifier, workspace } = wanted
  if (specifier.startsWith('.')) {
    const file = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
    return workspace.sources.has(file) || packageOf(file) !== packageOf(path) ? file : undefined
  }
  const name = libraryOf(specifier)
  return workspace.packages.get(name)?.entries.get(`.${specifier.slice(name.length)}`)
}

function libraryOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function packageOf(path: string): string {
  const [top = '', folder = ''] = path.split('/')
  return top === 'packages' || top === 'examples' ? `${top}/${folder}` : '.'
}

function foldersWithARowOfTheirOwn(arrows: readonly Arrow[]): ReadonlySet<string> {
  return new Set(
    arrows.flatMap(({ files }) => files).flatMap((pattern) => /\/src\/([^/*<]+)\//.exec(pattern)?.[1] ?? []),
  )
}

function findZone(path: string, table: { arrows: readonly Arrow[]; named: ReadonlySet<string> }): Zone | undefined {
  for (const arrow of table.arrows) {
    for (const pattern of arrow.files) {
      const match = toRegExp(pattern).exec(path)
      const aggregate = match?.groups?.['aggregate']
      if (match === null || (aggregate !== undefined && table.named.has(aggregate))) continue
      return { arrow, ...(aggregate !== undefined && { aggregate }) }
    }
  }
  return undefined
}

function toRegExp(pattern: string): RegExp {
  const [first = '', ...rest] = pattern.split('<aggregate>').map((part) =>
    part
      .replace(/[.+^${}()|\\]/g, String.raw`\$&`)
      .replace(/\[\\?\.-\]/g, '[.-]')
      .replace(/\*\*/g, '\0')
      .replace(/\*/g, '[^/]*')
      .replace(/\0/g, '.*'),
  )
  const named = rest.map((part, index) => (index === 0 ? '(?<aggregate>[^/]+)' : String.raw`\k<aggregate>`) + part)
  return new RegExp(`^${first}${named.join('')}$`)
}
