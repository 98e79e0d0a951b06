const chainHeads = /(?:产业集群|产业链群|产业链|产业群|产业|集群|行业|工业|业)$/

/** Length of a form; 行业 is a way of speaking, so any other head is longer. */
const weight = (form: string) => form.length - (form.endsWith('行业') ? 2 : 0)

/** One form for each industry, the longest: 造纸 and 造纸工业 are one. */
export function mergeChains(forms: Iterable<string>): string[] {
  const longest = new Map<string, string>()
  for (const form of forms) {
    const bare = form.replace(chainHeads, '')
    const key = bare.length >= 1 ? bare : form
    const known = longest.get(key)
    if (!known || weight(form) > weight(known)) longest.set(key, form)
  }
  return [...longest.values()]
}

/** Leave out a form that is the end of a longer one (市公安局 beside 江门市公安局). */
export function dropEnds(forms: Iterable<string>, keep: ReadonlySet<string> = new Set()): string[] {
  const all = [...new Set(forms)]
  const byEnd = new Map<string, string[]>()
  for (const form of all) {
    const end = form.slice(-2)
    const same = byEnd.get(end)
    if (same) same.push(form)
    else byEnd.set(end, [form])
  }
  return all.filter(
    (form) =>
      keep.has(form) ||
      !(byEnd.get(form.slice(-2)) ?? []).some((other) => other.length > form.length && other.endsWith(form)),
  )
}

/** Leave out a form that is the beginning or the end of a longer one (12345热线 beside 12345热线平台). */
export function dropParts(forms: Iterable<string>): string[] {
  const kept = dropEnds(forms)
  const sorted = [...kept].sort()
  const starts = new Set(sorted.filter((form, i) => sorted[i + 1]?.startsWith(form)))
  return kept.filter((form) => !starts.has(form))
}

/** Leave out a name that a longer one holds in quotes: 揭榜挂帅 beside “揭榜挂帅”机制. */
export function dropQuoted(forms: readonly string[]): string[] {
  const quoted = new Set(
    forms.flatMap((form) => form.match(/[“"‘][^”"’]+[”"’]/g) ?? []).map((part) => part.slice(1, -1)),
  )
  return forms.filter((form) => !quoted.has(form))
}

/** Leave out 市政府 beside 市人民政府: one organ, named in short and in full. */
export function dropShortGovernments(forms: readonly string[]): string[] {
  const all = new Set(forms)
  return forms.filter(
    (form) => form.includes('人民政府') || !all.has(form.replace('政府', '人民政府')) || !form.includes('政府'),
  )
}

/** Short names explained in brackets: 以下简称“江门军创会” goes with the name before it. */
export function definedShortNames(text: string): string[] {
  if (!text.includes('简称')) return []
  return [...text.matchAll(/简称[：:]?[“"「《]([^”"」》]{2,16})[”"」》]/g)].map((match) => match[1] ?? '')
}
