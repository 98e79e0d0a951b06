/** Periods to choose from: the last thirteen months, four quarters and two years, the newest first. */
export function periodChoices(today: string): { months: string[]; quarters: string[]; years: string[] } {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  const months = Array.from({ length: 13 }, (_, back) => {
    const at = year * 12 + month - 1 - back
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
  })
  const quarters = Array.from({ length: 4 }, (_, back) => {
    const at = year * 4 + Math.floor((month - 1) / 3) - back
    return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`
  })
  return { months, quarters, years: [String(year), String(year - 1)] }
}

/** The first month of a period asked for where the address names none: this one. */
export const thisMonth = (today: string): string => today.slice(0, 7)

/** How long something took, as a key with its facts: minutes below two hours, hours below two days, else days. */
export function lengthWords(seconds: number): { key: string; value: number } {
  if (seconds < 2 * 3600) return { key: 'requests.rates.minutes', value: Math.round(seconds / 60) }
  if (seconds < 48 * 3600) return { key: 'requests.rates.hours', value: Math.round(seconds / 360) / 10 }
  return { key: 'requests.rates.days', value: Math.round(seconds / 8640) / 10 }
}
