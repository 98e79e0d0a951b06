/** A phone as the index knows it: digits alone, China's own prefix left out. */
export function normalisedPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '')
  if (digits === '') return phone
  return digits.replace(/^(?:0086|86)(?=1\d{10}$)/, '')
}

/** A name as the index knows it: without spaces and dots between its parts, full-width made narrow, small letters. */
export const normalisedName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·•・.]/g, '')
    .toLowerCase()
