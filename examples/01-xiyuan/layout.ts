// Where things stand on a screen: side by side as far as it is wide, and below where it is not.
import { widest } from '@lianxi/example-shared'
import stringWidth from 'string-width'

/** Lines of one width, which stand beside those of other blocks. */
export type Block = readonly string[]

export const gap = '   '

/** The blocks in rows that fit, each row with the head before it. */
export function rowsOf(head: Block, blocks: readonly Block[], columns: number): readonly (readonly Block[])[] {
  const rows: Block[][] = []
  let width = 0
  for (const block of blocks) {
    const more = gap.length + widest(block)
    if (rows.length === 0 || width + more > columns) {
      rows.push([head])
      width = widest(head)
    }
    rows.at(-1)?.push(block)
    width += more
  }
  return rows
}

/** The parts one after another, with a new line where the next does not fit. */
export function wrapped(parts: readonly string[], separator: string, columns: number): readonly string[] {
  const lines: string[] = []
  for (const part of parts) {
    const longer = `${lines.at(-1)}${separator}${part}`
    if (lines.length > 0 && stringWidth(longer) <= columns) lines.splice(-1, 1, longer)
    else lines.push(part)
  }
  return lines
}
