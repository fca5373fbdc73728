// Reads what the architecture is judged by off the disk: every TypeScript file and what each package says of itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { PackageManifest, Workspace } from './architecture.js'

const root = fileURLToPath(new URL('..', import.meta.url))

const manifest = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.looseObject({ 'lianxi-source': z.string() })),
  dependencies: z.record(z.string(), z.string()).default({}),
})

export function readWorkspace(): Workspace {
  const folders = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)
  const places = [...folders.map((folder) => `${folder}/src`), 'examples', 'docs']
  return {
    packages: new Map(folders.map(readManifest)),
    sources: new Map(places.flatMap(typescriptFiles).map((path) => [path, readFileSync(join(root, path), 'utf8')])),
  }
}

function readManifest(folder: string): [string, PackageManifest] {
  const { name, exports, dependencies } = manifest.parse(
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  )
  const entries = Object.entries(exports).map(
    ([entry, target]) => [entry, join(folder, target['lianxi-source'])] as const,
  )
  return [name, { folder, entries: new Map(entries), dependencies: new Set(Object.keys(dependencies)) }]
}

function typescriptFiles(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : typescriptFiles(path)
    return entry.name.endsWith('.ts') ? [path] : []
  })
}
