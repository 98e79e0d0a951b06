/** How personal data looks where nobody asked for it whole. Runs in the browser too. */
import type { Opened } from './values.ts'

/** Stands where a value is that no key opens. */
export const unreadableStars = '******'

/** For lists: the text, or stars where it cannot be read. */
export const shown = (value: Opened): string => (typeof value === 'string' ? value : unreadableStars)

/** `138****5678`: first three and last four digits; a number too short for that shows its last two. */
export function maskPhone(phone: Opened): string
export function maskPhone(phone: Opened | null): string | null
export function maskPhone(phone: Opened | null): string | null {
  if (phone === null) return null
  if (typeof phone !== 'string') return unreadableStars
  const digits = phone.replace(/\D/g, '').length
  const hidden = (from: number, to: number) => {
    let at = 0
    return phone.replace(/\d/g, (digit) => {
      at++
      return at > from && at <= to ? '*' : digit
    })
  }
  return digits >= 10 ? hidden(3, digits - 4) : hidden(0, digits - 2)
}

/** `张*`, `欧**`: the first character of a name, and how many follow. */
export function maskName(name: Opened): string {
  if (typeof name !== 'string') return unreadableStars
  const [first = '', ...rest] = [...name]
  return first + rest.map((character) => (character === ' ' ? ' ' : '*')).join('')
}
