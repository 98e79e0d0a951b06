import type { Words } from '../words.ts'

/** A form in which a division is written. */
export interface PlaceForm {
  /** Its full name: 新会区 for 新会. */
  full: string
  /** Names of the city it lies in, short and full; of the province where no city is between. */
  within: string[]
  /** Short name of its province. */
  province: string
  /** A short name of a district or county says nothing without its surroundings. */
  weak: boolean
}

/** All written forms of divisions: full names and short ones. */
export interface Gazetteer {
  forms: ReadonlyMap<string, PlaceForm>
}

const peoples =
  /(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各)+族/g
const provinceShort: Record<string, string> = {
  内蒙古自治区: '内蒙古',
  广西壮族自治区: '广西',
  西藏自治区: '西藏',
  宁夏回族自治区: '宁夏',
  新疆维吾尔自治区: '新疆',
}

/** 新会 for 新会区, 恩施 for 恩施土家族苗族自治州; the name itself where nothing can be left out. */
function shortName(full: string): string {
  const province = provinceShort[full]
  if (province) return province
  const bare = full
    .replace(/特别行政区$/, '')
    .replace(/(?:自治州|自治县|自治旗)$/, '')
    .replace(/(?:新区|地区|林区|矿区|省|市|县|区|盟|旗)$/, '')
  const stripped = bare.length < full.length && /族/.test(bare) ? bare.replace(peoples, '') : bare
  return stripped.length >= 2 ? stripped : full
}

function record(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

const names = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/\s+/).filter((name) => name.length > 0) : []

/** Read `words/divisions.yaml`. */
export function readGazetteer(words: Words): Gazetteer {
  const forms = new Map<string, PlaceForm>()
  const content = new Map(record(words.raw.get('divisions')))
  const ambiguous = new Set(names(content.get('ambiguous')))
  const put = (full: string, within: string[], province: string, weak: boolean) => {
    // a name of two characters (理县) is too often the end of other words to stand alone
    if (!ambiguous.has(full)) forms.set(full, { full, within, province, weak: full.length < 3 && !full.endsWith('省') })
    const short = shortName(full)
    if (short.length < 2 || short === full || ambiguous.has(short)) return
    const known = forms.get(short)
    if (!known || (known.weak && !weak)) forms.set(short, { full, within, province, weak })
    if (full.endsWith('自治州') && !forms.has(`${short}州`))
      forms.set(`${short}州`, { full, within, province, weak: false })
  }
  const provinces = record(content.get('places'))
  for (const [province] of provinces) put(province, [], shortName(province), false)
  for (const name of names(content.get('others'))) put(name, [], shortName(name), false)
  for (const [province, cities] of provinces)
    for (const [city] of record(cities)) if (city !== '-') put(city, [], shortName(province), false)
  for (const [province, cities] of provinces)
    for (const [city, districts] of record(cities)) {
      const above = city === '-' ? province : city
      for (const name of names(districts)) put(name, [above, shortName(above)], shortName(province), true)
    }
  return { forms }
}
