// Writes what the pages have from the model's records: the catalogues of events and of commands, and the rejections on the
// page of errors.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { generatedPages } from './generated-pages.js'

for (const { file, render } of generatedPages) {
  writeFileSync(file, render(existsSync(file) ? readFileSync(file, 'utf8') : ''))
}
