/** Periods that are over, the newest first, as figures come: from the beginning of the year to the end of each month, back a year. */
export function recentPeriods(today: string): string[] {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  return Array.from({ length: 12 }, (_, back) => {
    const at = year * 12 + month - 2 - back
    const [ofYear, ofMonth] = [Math.floor(at / 12), (at % 12) + 1]
    return upTo(ofYear, ofMonth)
  })
}

const upTo = (year: number, month: number): string => {
  if (month === 12) return String(year)
  return month === 1 ? `${year}-01` : `${year}-01..${year}-${String(month).padStart(2, '0')}`
}
