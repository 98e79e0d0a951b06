/**
 * A row's identity on paper: N0007H. A letter in front, so that no spreadsheet takes it for a number or a date; the serial
 * number, which can be read aloud; a letter that gives away a wrong or swapped digit.
 */
const checkLetters = 'ABCDEFGHJKLMNPRSTUVWXYZ'

// 23 is prime and more than any difference of two digits, so one wrong digit or two swapped ones never leave the rest the same.
const checkOf = (serial: number): string => checkLetters.charAt(serial % checkLetters.length)

/** The code printed for a serial number of 1 and more. */
export function rowCode(serial: number): string {
  if (!Number.isSafeInteger(serial) || serial < 1)
    throw new RangeError(`a row's serial number is a whole number from 1, got ${serial}`)
  return `N${String(serial).padStart(4, '0')}${checkOf(serial)}`
}

/** The serial number of a code as people write it back: blanks, full-width forms and small letters make no difference. */
export function readRowCode(text: string): number | undefined {
  const found = /^N(\d{1,15})([A-Z])$/.exec(
    text
      .normalize('NFKC')
      .replace(/[\s\-.]/g, '')
      .toUpperCase(),
  )
  if (!found) return undefined
  const serial = Number(found[1])
  return serial >= 1 && checkOf(serial) === found[2] ? serial : undefined
}

const markStart = 'row_'

/** Name of the bookmark that carries the same identity unseen. */
export const rowMark = (serial: number): string => `${markStart}${rowCode(serial)}`

/** The serial number in a bookmark's name. */
export const readRowMark = (name: string): number | undefined =>
  name.startsWith(markStart) ? readRowCode(name.slice(markStart.length)) : undefined
