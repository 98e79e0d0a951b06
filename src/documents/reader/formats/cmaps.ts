/**
 * Character maps of Chinese PDF fonts that name a standard encoding instead of carrying a map of their own. Only the text
 * is wanted, not the shapes, so each code is mapped to its Unicode value instead of a glyph number, and the map from glyph
 * numbers to Unicode is the identity. The tables are computed from the platform's own decoders.
 */
export class CharacterMaps {
  // the library makes an instance of its own with its addresses, which are not used: nothing is fetched
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const name = filename.replace(/\.bcmap$/, '')
    const made = maps.get(name) ?? makeMap(name)
    if (!made) throw new Error(`no character map ${name}`)
    maps.set(name, made)
    return made
  }
}

const maps = new Map<string, Uint8Array>()

function makeMap(name: string): Uint8Array | null {
  if (/^Adobe-(?:GB1|CNS1|Japan1|Korea1)-UCS2$/.test(name))
    return wrap(name, wide, '1 beginbfrange <0000> <ffff> <0000> endbfrange')
  if (/^Uni(?:GB|CNS)-(?:UCS2|UTF16)-[HV]$/.test(name))
    return wrap(name, wide, '1 begincidrange <0000> <ffff> 0 endcidrange')
  if (/^GB(?:K|Kp|K2K|pc)?(?:-EUC)?-[HV]$/.test(name)) return wrap(name, mixed, fromDecoder('gbk'))
  if (/^(?:B5pc|ETen-B5|ETenms-B5)-[HV]$/.test(name)) return wrap(name, mixed, fromDecoder('big5'))
  return null
}

const wide = '1 begincodespacerange <0000> <ffff> endcodespacerange'
const mixed = '2 begincodespacerange <00> <80> <8140> <fefe> endcodespacerange'

function wrap(name: string, codes: string, entries: string): Uint8Array {
  return new TextEncoder().encode(
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /${name} def /WMode ${name.endsWith('V') ? 1 : 0} def\n${codes}\n${entries}\nendcmap end end`,
  )
}

/** One- and two-byte codes with their Unicode values, in blocks of a hundred as the format wants. */
function fromDecoder(encoding: 'gbk' | 'big5'): string {
  const decoder = new TextDecoder(encoding)
  const entries: string[] = []
  const add = (...code: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(code))
    if (letter.length !== 1 || letter === '\ufffd') return
    entries.push(`<${code.map((byte) => byte.toString(16).padStart(2, '0')).join('')}> ${letter.charCodeAt(0)}`)
  }
  for (let one = 0x20; one < 0x80; one++) add(one)
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) add(lead, trail)
  const blocks: string[] = []
  for (let i = 0; i < entries.length; i += 100) {
    const block = entries.slice(i, i + 100)
    blocks.push(`${block.length} begincidchar\n${block.join('\n')}\nendcidchar`)
  }
  return blocks.join('\n')
}
