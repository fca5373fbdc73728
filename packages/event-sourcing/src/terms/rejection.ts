// "The domain says no": a value that a decision returns, never an exception.

export interface Rejection<Reason extends string = string, Details = unknown> {
  /** `category/reason`, stable: what a program tests. */
  readonly code: string
  readonly reason: Reason
  /** What happened, to what, and what to do. */
  readonly message: string
  readonly details: Details
  /** The clause of the charter that it rests on, where one does. */
  readonly clause?: string
}

/** A reason's charter clause and its sentence, whose parameter says which details the reason has. */
export interface RejectionEntry {
  readonly clause?: string
  readonly sentence: (details: never) => string
}
export type RejectionTable = Readonly<Record<string, RejectionEntry>>

type DetailsOf<Entry extends RejectionEntry> =
  Parameters<Entry['sentence']> extends [infer Details] ? Details : undefined

/** All rejections of a table, as one union. */
export type RejectionsOf<Table extends RejectionTable> = {
  [R in keyof Table & string]: Rejection<R, DetailsOf<Table[R]>>
}[keyof Table & string]

/** Makes the `reject` of an aggregate: `reject('not-entitled-to-vote', { unitId })`. */
export function rejecter<Table extends RejectionTable>(category: string, table: Table) {
  return <R extends keyof Table & string>(
    reason: R,
    ...because: Parameters<Table[R]['sentence']>
  ): Rejection<R, DetailsOf<Table[R]>> => {
    const entry: Table[R] = table[reason]
    const sentence: (...because: Parameters<Table[R]['sentence']>) => string = entry.sentence
    return {
      code: `${category}/${reason}`,
      reason,
      message: sentence(...because),
      // the parameter list is [details] or [], and so is DetailsOf
      details: because[0] as DetailsOf<Table[R]>,
      ...(entry.clause === undefined ? {} : { clause: entry.clause }),
    }
  }
}

/** Whether an answer is a no, and neither events nor a receipt. */
export function isRejection<No extends Rejection>(
  answer: No | readonly unknown[] | { readonly events: readonly unknown[] },
): answer is No {
  return 'reason' in answer
}
