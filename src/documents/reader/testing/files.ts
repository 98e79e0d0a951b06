import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

/** A PDF with the given lines at the given places, its letters readable through a ToUnicode map; for tests. */
export function makePdf(
  pages: readonly (readonly { text: string; x: number; y: number; size?: number }[])[],
): Uint8Array {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const catalog = add('')
  const tree = add('')
  const letters = [...new Set(pages.flat().flatMap((line) => [...line.text]))]
  const map = letters.map((letter) => `<${hex(letter)}> <${hex(letter)}>`)
  const blocks: string[] = []
  for (let i = 0; i < map.length; i += 100) {
    const part = map.slice(i, i + 100)
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  }
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange ${blocks.join('\n')} endcmap end end`
  const unicode = add(stream(cmap))
  const descriptor = add(
    '<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  )
  const child = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor ${descriptor} 0 R >>`,
  )
  const font = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [${child} 0 R] /ToUnicode ${unicode} 0 R >>`,
  )
  const kids = pages.map((lines) => {
    const shown = lines.map(
      ({ text, x, y, size = 12 }) => `BT /F ${size} Tf ${x} ${y} Td <${[...text].map(hex).join('')}> Tj ET`,
    )
    const content = add(stream(shown.join('\n')))
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F ${font} 0 R >> >> >>`,
    )
  })
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R >>`
  objects[tree - 1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`
  return assemble(objects, catalog)
}

const hex = (letter: string): string => letter.charCodeAt(0).toString(16).padStart(4, '0')
const stream = (body: string): string => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`

function assemble(objects: readonly string[], catalog: number): Uint8Array {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  return strToU8(
    `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    true,
  )
}

/** A zip whose one file unpacks to `size` zeros while it claims `claimed` bytes. */
export function makeZipBomb(name: string, size: number, claimed: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size))
  const title = Buffer.from(name)
  const facts = (flags: string): Buffer => {
    const sizes = Buffer.alloc(16)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(claimed, 8)
    sizes.writeUInt16LE(title.length, 12)
    return Buffer.concat([Buffer.from(flags, 'hex'), sizes])
  }
  const local = Buffer.concat([facts('504b030414000000080000000000'), title, packed])
  const entry = Buffer.concat([facts('504b0102140014000000080000000000'), Buffer.alloc(14), title])
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, entry, end]))
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A Word document of paragraphs; `heading` paragraphs have the style of that level. */
export function makeDocx(paragraphs: readonly (string | { text: string; heading: number })[], header = ''): Uint8Array {
  const body = paragraphs.map((item) => {
    const { text, heading } = typeof item === 'string' ? { text: item, heading: 0 } : item
    const style = heading > 0 ? `<w:pPr><w:pStyle w:val="H${heading}"/></w:pPr>` : ''
    return `<w:p>${style}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
  })
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const styles = [1, 2, 3].map(
    (level) => `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/></w:style>`,
  )
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'word/document.xml': strToU8(`<w:document ${space}><w:body>${body.join('')}</w:body></w:document>`),
    'word/styles.xml': strToU8(`<w:styles ${space}>${styles.join('')}</w:styles>`),
    ...(header
      ? { 'word/header1.xml': strToU8(`<w:hdr ${space}><w:p><w:r><w:t>${escaped(header)}</w:t></w:r></w:p></w:hdr>`) }
      : {}),
  })
}

/** An OFD document of lines at places, in millimetres from the top. */
export function makeOfd(
  pages: readonly (readonly { text: string; x: number; y: number; size?: number }[])[],
): Uint8Array {
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
  const files: Record<string, Uint8Array> = {
    'OFD.xml': strToU8(
      `<ofd:OFD ${space} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ),
    'Doc_0/Document.xml': strToU8(
      `<ofd:Document ${space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${pages
        .map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`)
        .join('')}</ofd:Pages></ofd:Document>`,
    ),
  }
  pages.forEach((lines, i) => {
    const objects = lines.map(({ text, x, y, size = 4 }) => {
      const deltas = text.length > 1 ? ` DeltaX="g ${text.length - 1} ${size}"` : ''
      return `<ofd:TextObject ID="9" Boundary="${x} ${y - size} 180 ${size}" Size="${size}"><ofd:TextCode X="0" Y="${size}"${deltas}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`
    })
    files[`Doc_0/Pages/Page_${i}/Content.xml`] = strToU8(
      `<ofd:Page ${space}><ofd:Content><ofd:Layer ID="2">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
    )
  })
  return zipSync(files)
}
