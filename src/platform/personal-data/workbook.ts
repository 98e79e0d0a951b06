import { writeWorkbook } from '../sheets/index.ts'
import { zh } from './messages.zh.ts'
import type { FoundPlace } from './sources.ts'
import { wordsOf } from './words.ts'

/** The person's copy: every chosen place with its value whole. In Chinese: it goes to the person. */
export const copyWorkbook = (fileNumber: string, places: readonly FoundPlace[]): Promise<Uint8Array> =>
  writeWorkbook({
    sheets: [
      {
        name: zh['platform.personalData.copy.sheet'],
        note: zh['platform.personalData.copy.note'].replace('{fileNumber}', fileNumber),
        columns: [
          { header: zh['platform.personalData.copy.what'], width: 24 },
          { header: zh['platform.personalData.copy.where'], width: 48 },
          { header: zh['platform.personalData.copy.value'], width: 32 },
          { header: zh['platform.personalData.copy.kept'], width: 48 },
        ],
        rows: places.map(({ labelKey, where, full, keptKey }) => [
          wordsOf(labelKey),
          where,
          full,
          keptKey === null ? null : wordsOf(keptKey),
        ]),
      },
    ],
  })
