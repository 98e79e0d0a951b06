import { AppError } from '../errors.ts'
import { readStrings } from './strings.ts'
import { type NumberKind, readStyles } from './styles.ts'
import type { SheetLimits } from './values.ts'
import { prefixed, readXml } from './xml.ts'
import { openZip, unpackWhole, type Zip, type ZipEntry } from './zip.ts'

export interface WorkbookSheet {
  name: string
  isHidden: boolean
  entry: ZipEntry
}

/** An opened XLSX workbook: everything its sheets refer to. */
export interface Workbook {
  zip: Zip
  sheets: WorkbookSheet[]
  /** Read when a sheet is: listing sheets does not need them. */
  strings: () => Promise<string[]>
  kinds: NumberKind[]
  /** Days are counted from 1904 instead of 1900 (old Macintosh). */
  from1904: boolean
}

interface Relation {
  type: string
  target: string
}

/** Relations of a part by id, their targets as paths in the archive. */
function relationsOf(zip: Zip, part: string): Map<string, Relation> {
  const slash = part.lastIndexOf('/') + 1
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const relations = new Map<string, Relation>()
  const bytes = unpackWhole(zip, path)
  if (!bytes) return relations
  readXml(path, bytes, {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || !Id || !Target) return
      const target = resolve(part.slice(0, slash), Target)
      relations.set(Id, { type: (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1), target })
    },
  })
  return relations
}

function resolve(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  const parts: string[] = []
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') parts.pop()
    else if (step && step !== '.') parts.push(step)
  }
  return parts.join('/').toLowerCase()
}

/** @throws AppError invalid `sheets.damaged` | `sheets.unpacksTooLarge` | `sheets.passwordProtected` | `sheets.otherFormat` */
export function openWorkbook(bytes: Uint8Array, limits: SheetLimits): Workbook {
  const zip = openZip(bytes, limits.unpackedBytes)
  const main = [...relationsOf(zip, '').values()].find(({ type }) => type === 'officeDocument')?.target
  const path = main ?? 'xl/workbook.xml'
  const workbook = path.endsWith('.xml') ? unpackWhole(zip, path) : undefined
  if (!workbook) throw new AppError('invalid', 'sheets.otherFormat', { format: otherFormat(zip) })

  const relations = relationsOf(zip, path)
  const sheets: WorkbookSheet[] = []
  let from1904 = false
  readXml(path, workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const relation = relations.get(prefixed(attributes, 'id') ?? '')
      const entry = relation?.type === 'worksheet' ? zip.entries.get(relation.target) : undefined
      // A chart on a sheet of its own has no cells.
      if (entry) sheets.push({ name: attributes.name ?? '', isHidden: /hidden/i.test(attributes.state ?? ''), entry })
    },
  })
  if (sheets.length === 0) throw new AppError('invalid', 'sheets.otherFormat', { format: otherFormat(zip) })

  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target ?? ''
  const styles = unpackWhole(zip, partOf('styles'))
  return {
    zip,
    sheets,
    strings: () => stringsOf(zip, partOf('sharedStrings')),
    kinds: styles ? readStyles(partOf('styles'), styles) : [],
    from1904,
  }
}

async function stringsOf(zip: Zip, part: string): Promise<string[]> {
  const entry = zip.entries.get(part)
  return entry ? readStrings(zip, entry) : []
}

function otherFormat(zip: Zip): string {
  const has = (start: string) => [...zip.entries.keys()].some((name) => name.startsWith(start))
  if (has('word/')) return 'DOCX'
  if (has('ppt/')) return 'PPTX'
  if (has('xl/workbook.bin')) return 'XLSB'
  if (has('content.xml')) return 'ODS'
  return 'ZIP'
}
