// Where an event stands: in its stream, and among all.

/** 0 for the first event of a stream, and one more for each after it. */
export type Revision = number

/** A fixed-width text whose order is the store's order of all events. It means nothing in another store. */
export type Position = string & { readonly __brand: 'Position' }
