// Lists every reason for which the model or the engine says no, read out of the sources of the rejection records: only
// there both halves of a sentence with a condition can be seen.
import ts from 'typescript'
import type { Sources } from './architecture.js'

export interface ListedRejection {
  /** `category/reason`. */
  readonly code: string
  /** What it says; a detail stands as ‹its name›, alternatives one after another. */
  readonly sentences: readonly string[]
  readonly clause?: string
}

/** The rejections of all records that a `rejecter` is made of, in the order of the sources. */
export function listRejections(sources: Sources): readonly ListedRejection[] {
  return [...sources]
    .filter(([path]) => /^packages\/(alliance|engine)\/src\//.test(path) && !path.endsWith('.test.ts'))
    .flatMap(([path, text]) => rejectionsIn(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)))
}

function rejectionsIn(file: ts.SourceFile): readonly ListedRejection[] {
  const records = new Map<string, ts.ObjectLiteralExpression>()
  const listed: ListedRejection[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      const value = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer
      if (ts.isObjectLiteralExpression(value)) records.set(node.name.getText(), value)
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'rejecter') {
      const [category, table] = node.arguments
      const record = records.get(table?.getText() ?? '')
      if (category === undefined || !ts.isStringLiteral(category) || record === undefined) throw unreadable(node)
      listed.push(...record.properties.map((property) => listedOf(category.text, property)))
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return listed
}

function unreadable(node: ts.Node): Error {
  return new Error(`${node.getSourceFile().fileName}: this cannot be read as a rejection: ${node.getText()}`)
}

function listedOf(category: string, property: ts.ObjectLiteralElementLike): ListedRejection {
  const { sentence, clause } = ts.isPropertyAssignment(property) ? fieldsOf(property.initializer) : {}
  if (property.name === undefined || sentence === undefined || !ts.isArrowFunction(sentence)) throw unreadable(property)
  return {
    code: `${category}/${property.name.getText().replaceAll("'", '')}`,
    sentences: shapesOf(sentence.body),
    ...(clause === undefined ? {} : { clause: clause.getText().replaceAll("'", '') }),
  }
}

function fieldsOf(entry: ts.Expression): { sentence?: ts.Expression; clause?: ts.Expression } {
  if (!ts.isObjectLiteralExpression(entry)) return {}
  return Object.fromEntries(
    entry.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => [name.getText(), initializer]),
  )
}

/** What an expression may say: one shape, or one for each way that its conditions may turn out. */
function shapesOf(node: ts.Node): readonly string[] {
  if (ts.isParenthesizedExpression(node)) return shapesOf(node.expression)
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isConditionalExpression(node)) return [...shapesOf(node.whenTrue), ...shapesOf(node.whenFalse)]
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (before, { expression, literal }) =>
        before.flatMap((text) => shapesOf(expression).map((shape) => `${text}${shape}${literal.text}`)),
      [node.head.text],
    )
  }
  return [`‹${detailOf(node)}›`]
}

/** The detail that is spelled out: `d.quantity.value` is quantity.value, `d.units.join(', ')` is units. */
function detailOf(node: ts.Node): string {
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments
    if (ts.isPropertyAccessExpression(node.expression)) return detailOf(node.expression.expression)
    if (first !== undefined) return detailOf(first)
  }
  if (ts.isPropertyAccessExpression(node)) return node.getText().replace(/^d\./, '')
  if (ts.isIdentifier(node)) return node.text
  throw unreadable(node)
}

/** The list as tables, one a category. */
export function renderRejections(rejections: readonly ListedRejection[]): string {
  const categories = [...new Set(rejections.map(({ code }) => categoryOf(code)))].toSorted(engineFirst)
  return categories
    .map((category) => {
      const rows = rejections
        .filter(({ code }) => categoryOf(code) === category)
        .map(({ code, sentences, clause }) => {
          const clauseCell = clause === undefined ? '' : `\`${clause}\``
          return `| \`${code}\` | ${sentences.join('<br>')} | ${clauseCell} |`
        })
      return [`### ${category}`, '', '| code | what it says | clause |', '| --- | --- | --- |', ...rows].join('\n')
    })
    .join('\n\n')
}

const categoryOf = (code: string) => code.slice(0, code.indexOf('/'))

function engineFirst(a: string, b: string): number {
  if ((a === 'engine') !== (b === 'engine')) return a === 'engine' ? -1 : 1
  return a < b ? -1 : 1
}
