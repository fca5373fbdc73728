// Holds the changelog to the packages: one version for all, and a chapter for it.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const packages = readdirSync(new URL('packages', root)).map(
  (folder): { readonly name: string; readonly version: string } =>
    JSON.parse(readFileSync(new URL(`packages/${folder}/package.json`, root), 'utf8')),
)
const chapters = [...readFileSync(new URL('CHANGELOG.md', root), 'utf8').matchAll(/^## (\S+)/gm)].map(
  ([, title]) => title,
)

it('all packages carry one version, and the changelog has a chapter for it', () => {
  const versions = new Set(packages.map(({ version }) => version))
  expect([...versions]).toHaveLength(1)
  expect(chapters).toEqual(['Unreleased', ...versions])
})
