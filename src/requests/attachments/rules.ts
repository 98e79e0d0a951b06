/** Most files of one request, and most bytes of one file. */
export const mostAttachments = 6
export const mostAttachmentBytes = 10_000_000

/** Most bytes within a day by one code of a receipt, and from one network, of who has no account. */
export const mostBytesOfReceiptADay = 60_000_000
export const mostBytesOfNetworkADay = 400_000_000

/** What is attached: photos, papers and tables. HEIC was taken once; it keeps the place, so it is refused now. */
export const attachmentKinds = ['jpeg', 'png', 'heic', 'webp', 'pdf', 'docx', 'xlsx', 'txt', 'csv'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

/** Names that a file of a kind may end with. */
export const endings: Readonly<Record<AttachmentKind, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg'],
  png: ['png'],
  heic: ['heic', 'heif'],
  webp: ['webp'],
  pdf: ['pdf'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  txt: ['txt'],
  csv: ['csv'],
}

export const mediaTypes: Readonly<Record<AttachmentKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  txt: 'text/plain',
  csv: 'text/csv',
}

const longestName = 120

/** A name without a path, without signs that nobody sees or that turn the direction of writing, and not too long. */
export function cleanName(sent: string): string {
  const [last = ''] = sent.normalize('NFC').split(/[\\/]/).slice(-1)
  const plain = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  const dot = plain.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  return `${[...stem].slice(0, longestName).join('')}${ending}`
}

/** What stands behind the last dot, in small letters. */
export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
