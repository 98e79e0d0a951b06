import { mostAttachmentBytes, mostAttachments } from '../../attachments/rules.ts'
import { newId } from '../new-id.ts'

/**
 * Endings that are asked for. HEIC is not: a telephone then makes a JPEG of it, which the server can rid of
 * place and device. What a file is, is looked at there, whatever it is called.
 */
export const askedEndings = [...['.jpg', '.jpeg', '.png', '.webp'], ...['.pdf', '.docx', '.xlsx', '.txt', '.csv']]

/** HEIC goes to the server, which says how to send a JPG instead. */
const sentEndings = [...askedEndings, '.heic', '.heif']

/** A file that waits to be sent with its matter. */
export interface ChosenFile {
  /** Goes with the file, so that one sent twice is kept once. */
  id: string
  file: File
}

/** Why a file is not taken: `requests.front.file.<problem>`. */
export type FileProblem = 'large' | 'kind' | 'many' | 'empty'

/** Those that may go, and why the others may not. `before`: how many the matter has already. */
export function sortFiles(files: readonly File[], before: number) {
  const taken: ChosenFile[] = []
  const refused: { name: string; problem: FileProblem }[] = []
  for (const file of files) {
    const problem = before + taken.length >= mostAttachments ? 'many' : problemOf(file)
    if (problem === null) taken.push({ id: newId(), file })
    else refused.push({ name: file.name, problem })
  }
  return { taken, refused }
}

function problemOf({ name, size }: File): FileProblem | null {
  if (!sentEndings.some((ending) => name.toLowerCase().endsWith(ending))) return 'kind'
  if (size === 0) return 'empty'
  return size > mostAttachmentBytes ? 'large' : null
}

/** Whether browsers show it as a picture. */
export const isPicture = ({ type }: File): boolean => ['image/jpeg', 'image/png', 'image/webp'].includes(type)
