// An option under a name that nobody reads would be passed over in silence, and whoever wrote it believe that it holds.
import { LianxiError } from './errors.js'

/** All options of a record, with anything: one that is added to the type and not here does not compile. */
export type OptionNames<Options> = { readonly [N in keyof Options]-?: unknown }

/** Throws `invalid-input` where the options are no record, or hold one of another name; its path begins with that of the record. */
export function checkOptionNames<Options extends object>(
  options: Options,
  names: OptionNames<Options>,
  { what, path = [] }: { readonly what: string; readonly path?: readonly string[] },
): void {
  // as a program without types may give them
  const given: unknown = options
  if (typeof given !== 'object' || given === null)
    throw new LianxiError('invalid-input', { what, path: path.join('.'), reason: 'is no record of options' })
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(names, name))
  if (unknown === undefined) return
  const reason = `there is no such option; there are ${Object.keys(names).join(', ')}`
  throw new LianxiError('invalid-input', { what, path: [...path, unknown].join('.'), reason })
}
