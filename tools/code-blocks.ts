// Finds the programs in a page of Markdown. A program is the page with all but its code blanked out, so that a line of the
// program is that line of the page, in a diagnostic and in a stack as well.

export interface Block {
  /** The line of the page on which its code begins, counted from 1. */
  readonly line: number
  /** What the page says that the block prints; '' where it says nothing. */
  readonly prints: string
}

export interface Program {
  readonly page: string
  readonly blocks: readonly Block[]
  readonly source: string
}

/** Printed by a program behind each of its blocks, to tell what which block printed. */
export const endOfBlock = '\u001E'

export interface Fence {
  /** Everything behind the three backticks. */
  readonly info: string
  /** The index of the line that opens it, and of the one that closes it. */
  readonly open: number
  readonly close: number
}

const languages = ['ts', 'text', 'sh', 'json', 'diff']

/** Every block of a page, of whatever language. */
export function fencesOf(page: string, lines: readonly string[]): readonly Fence[] {
  const fences: Fence[] = []
  for (let open = 0; open < lines.length; open++) {
    const info = /^```(.*)$/.exec(lines[open] ?? '')?.[1]?.trim()
    if (info === undefined) continue
    const close = lines.findIndex((line, index) => index > open && /^```\s*$/.test(line))
    if (close < 0) throw new Error(`${page}:${open + 1}: the block is never closed`)
    if (!languages.includes(info.split(' ')[0] ?? '')) {
      throw new Error(`${page}:${open + 1}: a block is ${languages.join(', ')}; this is ${JSON.stringify(info)}`)
    }
    fences.push({ info, open, close })
    open = close
  }
  return fences
}

/** The ```ts blocks of a page. One marked `ts continue` goes on where the block before it stopped; `ts file` is a guide's (see guide.ts). */
export function readPrograms(page: string, markdown: string): readonly Program[] {
  const lines = markdown.split('\n')
  const fences = fencesOf(page, lines)
  const programs: Fence[][] = []
  for (const fence of fences) {
    const last = programs.at(-1)
    if (fence.info === 'ts') programs.push([fence])
    else if (fence.info === 'ts continue' && last !== undefined) last.push(fence)
    else if (fence.info.startsWith('ts') && !fence.info.startsWith('ts file ')) {
      throw new Error(`${page}:${fence.open + 1}: a block of code is "ts", or "ts continue" behind another`)
    }
  }
  return programs.map((parts) => ({
    page,
    blocks: parts.map((part) => ({ line: part.open + 2, prints: printedBy(part, { lines, fences }) })),
    source: blanked(lines, parts),
  }))
}

/** The ```text block that follows a block of code with nothing between them. */
function printedBy(part: Fence, { lines, fences }: { lines: readonly string[]; fences: readonly Fence[] }): string {
  const next = lines.findIndex((line, index) => index > part.close && line.trim() !== '')
  const shown = fences.find(({ info, open }) => info === 'text' && open === next)
  return shown === undefined ? '' : lines.slice(shown.open + 1, shown.close).join('\n')
}

function blanked(lines: readonly string[], parts: readonly Fence[]): string {
  return lines
    .map((line, index) => {
      if (parts.some(({ close }) => close === index)) return `console.log(${JSON.stringify(endOfBlock)})`
      return parts.some(({ open, close }) => open < index && index < close) ? line : ''
    })
    .join('\n')
}

/** Where what was printed is not what the page shows, in words that name the page and the line. */
export function printedOtherwise({ page, blocks }: Program, printed: string): readonly string[] {
  const parts = printed.split(`${endOfBlock}\n`)
  return blocks.flatMap(({ line, prints }, index) => {
    const part = (parts[index] ?? '').replace(/\n$/, '')
    return part === prints ? [] : [`${page}:${line}: shows\n${prints}\nbut prints\n${part}`]
  })
}
