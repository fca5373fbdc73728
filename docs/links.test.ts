// Every link from a page to a page, and to a heading of it, leads somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const pages = [
  'README.md',
  ...readdirSync(new URL('docs', root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
]

function headingsOf(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function leadsNowhere(from: string, link: string): boolean {
  const [path = '', heading] = link.split('#')
  const target = path === '' ? new URL(from, root) : new URL(path, new URL(from, root))
  if (!existsSync(target)) return true
  return heading !== undefined && !headingsOf(readFileSync(target, 'utf8')).includes(decodeURIComponent(heading))
}

it.each(pages)('no link of %s leads nowhere', (page) => {
  const text = readFileSync(new URL(page, root), 'utf8')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  expect(links.filter((link) => !/^https?:/.test(link) && leadsNowhere(page, link))).toEqual([])
})

it('a link to a page or a heading that is not there is found', () => {
  expect(leadsNowhere('docs/architecture.md', 'nowhere.md')).toBe(true)
  expect(leadsNowhere('docs/architecture.md', '../README.md#nowhere')).toBe(true)
  expect(leadsNowhere('docs/architecture.md', '#who-may-import-whom')).toBe(false)
  expect(leadsNowhere('README.md', 'docs/architecture.md')).toBe(false)
})
