// Texts that people write: never blank, never endless.
import * as z from 'zod'

const notBlank = /\S/u

/** A line: 1 to 200 characters, not all blank. */
export const line = z.string().min(1).max(200).regex(notBlank, 'it is blank')

/** Prose: 1 to 20,000 characters, not all blank. It is about matters, not about persons. */
export const prose = z.string().min(1).max(20_000).regex(notBlank, 'it is blank')
