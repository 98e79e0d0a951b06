import { plain } from '#platform/pairs.ts'

/** By what two entries may be one firm. */
export const twinKinds = ['code', 'old-number', 'name', 'former-name', 'address'] as const
export type TwinKind = (typeof twinKinds)[number]

/** A reason with the words of both entries that match. */
export interface PairReason {
  kind: TwinKind
  first: string
  second: string
}

/** A pair waits; is two firms, as somebody said; or was merged. */
export const pairStates = ['open', 'different', 'merged'] as const
export type PairState = (typeof pairStates)[number]

/** What is compared of an entry. */
export interface Entry {
  name: string
  formerNames: readonly string[]
  creditCode: string | null
  oldNumber: string | null
  address: string | null
}

export interface TwinKey {
  kind: TwinKind
  key: string
  /** The words it was made from. */
  words: string
}

/**
 * The keys of an entry: two entries that share one may be one firm. `places` are names of divisions (江门市, 蓬江区): the same
 * firm is written with and without them.
 */
export function keysOf(
  { name, formerNames, creditCode, oldNumber, address }: Entry,
  places: readonly string[],
): TwinKey[] {
  const named = (kind: TwinKind, words: string): TwinKey[] => {
    const core = coreOf(words, places)
    return [...core].length < 2 ? [] : [{ kind, key: `name:${core}`, words }]
  }
  const place = address === null ? '' : withoutPlaces(bare(address), places)
  const organisation = [creditCode?.slice(8, 17), organisationIn(oldNumber)]
  const keys = [
    ...organisation.flatMap((key, at) =>
      key ? [{ kind: 'code' as const, key: `code:${key}`, words: (at === 0 ? creditCode : oldNumber) ?? key }] : [],
    ),
    ...(oldNumber === null ? [] : [{ kind: 'old-number' as const, key: `old:${oldNumber}`, words: oldNumber }]),
    ...named('name', name),
    ...formerNames.flatMap((former) => named('former-name', former)),
    ...([...place].length < 4 ? [] : [{ kind: 'address' as const, key: `place:${place}`, words: address ?? place }]),
  ]
  return keys.filter(({ kind, key }, at) => keys.findIndex((one) => one.kind === kind && one.key === key) === at)
}

/**
 * The code of the organisation (组织机构代码) at the end of a tax number of 15 characters: its place in the 18 of today is 9 to
 * 17. Only where its own check character fits (GB 11714); else the 15 are a registration number and say nothing of it.
 */
function organisationIn(oldNumber: string | null): string | null {
  const code = oldNumber?.slice(6) ?? ''
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  if (!/^\d{9}$/.test(code)) return null
  const sum = weights.reduce((total, weight, at) => total + weight * Number(code[at]), 0)
  const check = 11 - (sum % 11)
  return (check === 11 ? '0' : check === 10 ? 'X' : String(check)) === code[8] ? code : null
}

/** Width, case, spaces, brackets and dots count for nothing. */
const bare = (words: string): string => plain(words).replace(/[()[\]{}<>《》〈〉【】「」"'“”‘’·•・.,，、。\-—–_/]/g, '')

const forms = /(?:集团)?(?:股份)?有限(?:责任)?公司$|(?:集团|总)公司$|(?<!分)公司$|集团$/

/** What is left of a name without the place before it and the form of the company behind it. */
export function coreOf(name: string, places: readonly string[]): string {
  const whole = bare(name)
  // A branch is another entry of the register than its firm: its name keeps everything.
  if (/分公司|办事处|分厂|分店/.test(whole)) return whole
  const core = withoutPlaces(whole, places).replace(forms, '')
  return [...core].length < 2 ? whole : core
}

const provinces = (
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 ' +
  '云南 西藏 陕西 甘肃 青海 宁夏 新疆 中国'
)
  .split(' ')
  .flatMap((name) => [name, `${name}省`])

/** How places begin a name, the longest first; worked out once for a list of places. */
const beginnings = new WeakMap<readonly string[], readonly string[]>()

function beginningsOf(places: readonly string[]): readonly string[] {
  const known = beginnings.get(places)
  if (known) return known
  const made = [...provinces, ...places.flatMap((place) => [place, place.replace(/[市区县]$/, '')])]
    .map(bare)
    .filter((place) => [...place].length >= 2)
    .sort((a, b) => b.length - a.length)
  beginnings.set(places, made)
  return made
}

/** Without province, city and district at the beginning, as often as one stands there; with and without 省, 市, 区, 县. */
function withoutPlaces(words: string, places: readonly string[]): string {
  const known = beginningsOf(places)
  let left = words
  for (;;) {
    const found = known.find((place) => left.startsWith(place) && left.length > place.length)
    if (found === undefined) return left
    left = left.slice(found.length)
  }
}

/** How alike two names are: shared pairs of neighbouring characters of all, 0 to 1. */
export function likeness(one: string, other: string): number {
  const pairs = (words: string) => {
    const characters = [...words]
    return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))
  }
  const [a, b] = [pairs(one), pairs(other)]
  return a.size + b.size === 0 ? 0 : (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size)
}

const weights: Record<TwinKind, number> = { code: 100, 'old-number': 90, name: 70, 'former-name': 50, address: 30 }
/** Firms at one address are proposed only with names so alike. */
const alikeFrom = 0.5
/** What a code of its own for each speaks against. */
const ownCodes = 40

/**
 * Why two entries may be one firm, and how strongly; null where nothing is left. Two right codes of two organisations speak
 * against it: then a name must be the same, not a mere address.
 */
export function compare(
  first: Entry,
  second: Entry,
  places: readonly string[],
): { reasons: PairReason[]; weight: number } | null {
  const theirs = keysOf(second, places)
  const shared = keysOf(first, places).flatMap((own): PairReason[] => {
    const other = theirs.find(({ key }) => key === own.key)
    if (!other) return []
    const kind = own.kind === 'former-name' || other.kind === 'former-name' ? 'former-name' : own.kind
    return [{ kind, first: own.words, second: other.words }]
  })
  const isAlike = likeness(coreOf(first.name, places), coreOf(second.name, places)) >= alikeFrom
  const reasons = shared
    .filter(({ kind }) => kind !== 'address' || isAlike || shared.length > 1)
    .filter(({ kind }, at, all) => all.findIndex((one) => one.kind === kind) === at)
  const [one, other] = [first.creditCode?.slice(8, 17), second.creditCode?.slice(8, 17)]
  const against = one !== undefined && other !== undefined && one !== other ? ownCodes : 0
  const weight = reasons.reduce((total, { kind }) => total + weights[kind], -against)
  return reasons.length === 0 || weight <= 0 ? null : { reasons, weight }
}
