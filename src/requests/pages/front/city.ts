/** The city of the address, asked only where one server serves several: `/ask?city=440700`. */
export function cityOfAddress(): string | undefined {
  const city = new URLSearchParams(location.search).get('city')
  return city !== null && /^\d{6}$/.test(city) ? city : undefined
}

/** Address of an open page of the same city. A number may stand there; a code never does. */
export function openAddress(
  path: '/ask' | '/follow' | '/open/requests',
  city: string | undefined,
  number?: string,
): string {
  const query = new URLSearchParams({ ...(city ? { city } : {}), ...(number ? { number } : {}) }).toString()
  return query ? `${path}?${query}` : path
}
