import { z } from 'zod'
import { addressOf, Refused } from '#platform/http/client.ts'
import type { Endpoint } from '#platform/http/endpoint.ts'

const Said = z.object({
  key: z.string(),
  message: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

interface Sending {
  endpoint: Pick<Endpoint, 'path'>
  params?: unknown
  fields: Readonly<Record<string, string>>
  file: File
  /** Told the share that has gone, 0 to 1; fetch cannot tell it. */
  onProgress: (share: number) => void
}

/** Sends one file of a form. @throws Refused */
export function sendFile({ endpoint, params, fields, file, onProgress }: Sending): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.append('files', file)
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(endpoint, { params }))
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => fail(new Refused(0, 'platform.offline', ''))
    request.onload = () => {
      if (request.status < 300) return done()
      const { data } = Said.safeParse(parsed(request.responseText))
      const { key = 'platform.bug', message = request.statusText, facts = {} } = data ?? {}
      fail(new Refused(request.status, key, message, facts))
    }
    request.send(form)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
