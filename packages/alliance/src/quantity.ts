// Amounts are exact: the shortest decimal text and a unit of measure. Never a float, never a silent conversion.
import Big from 'big.js'
import * as z from 'zod'

/** A UN/CEFACT Recommendation 20 code (`HUR`, `H87`, `MTK`, `C62`), an ISO 4217 currency (`CNY`), or a local unit, `x:parkingSpace`. */
export const measure = z
  .string()
  .regex(
    /^([A-Z0-9]{2,3}|x:[a-z][A-Za-z0-9]{0,40})$/,
    'a unit of measure is 2 or 3 capitals or digits, such as HUR or CNY, ' +
      'or one of your own: x: and 1 to 41 ASCII letters or digits, a small letter first, such as x:parkingSpace',
  )
  .brand<'Measure'>()
export type Measure = z.output<typeof measure>

/** More than zero, at most 15 digits before the point and 6 behind it, in its shortest spelling: `1.5`, never `1.50`. */
const amount = z
  .string()
  .regex(
    /^(?!0$)(0|[1-9]\d{0,14})(\.\d{0,5}[1-9])?$/,
    'an amount is a decimal above zero in its shortest spelling, such as 1.5',
  )

export const quantity = z.strictObject({ value: amount, unit: measure })
export type Quantity = Readonly<z.output<typeof quantity>>

/** Since an amount has one spelling, quantities are equal where their texts are. */
export function isSameQuantity(a: Quantity, b: Quantity): boolean {
  return a.value === b.value && a.unit === b.unit
}

/** A sum of amounts, which may be `'0'`. */
export const amountOrZero = z
  .string()
  .regex(
    /^(0|[1-9]\d{0,14})(\.\d{0,5}[1-9])?$/,
    'a sum is 0 or a decimal above it in its shortest spelling, such as 1.5',
  )
export type Amount = z.output<typeof amountOrZero>

export function plus(a: Amount, b: Amount): Amount {
  return new Big(a).plus(b).toFixed()
}

export function minus(a: Amount, b: Amount): Amount {
  return new Big(a).minus(b).toFixed()
}

export function atMost(a: Amount, b: Amount): boolean {
  return new Big(a).lte(b)
}

export function isZero(a: Amount): boolean {
  return new Big(a).eq(0)
}
