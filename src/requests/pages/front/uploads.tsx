import { Button, Progress } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Light } from '#platform/ui/light.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { ChosenFile } from './files.ts'

/** A file and the number of the request it belongs to. */
export interface Upload extends ChosenFile {
  number: string
}

interface Sent extends Upload {
  state: 'sending' | 'taken' | 'refused'
  share: number
  error?: unknown
}

export interface Sending {
  files: readonly Sent[]
  retry: (one: Upload) => void
}

/** Sends files one after the other, as a phone's line likes it; the refusal of one does not stop the others. */
export function useUploads(
  uploads: readonly Upload[],
  send: (upload: Upload, onProgress: (share: number) => void) => Promise<void>,
): Sending {
  const [files, setFiles] = useState<readonly Sent[]>(() =>
    uploads.map((one) => ({ ...one, state: 'sending', share: 0 })),
  )
  const mark = (id: string, by: Partial<Sent>) =>
    setFiles((before) => before.map((one) => (one.id === id ? { ...one, ...by } : one)))
  const work = async (one: Upload) => {
    mark(one.id, { state: 'sending', share: 0 })
    try {
      await send(one, (share) => mark(one.id, { share }))
      mark(one.id, { state: 'taken', share: 1 })
    } catch (error) {
      mark(one.id, { state: 'refused', error })
    }
  }
  const isBegun = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once; a file sent twice would be kept once anyway
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    void (async () => {
      for (const one of uploads) await work(one)
    })()
  }, [])
  const isSending = files.some(({ state }) => state === 'sending')
  useEffect(() => {
    if (!isSending) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isSending])
  return { files, retry: (one) => void work(one) }
}

const colours = { sending: 'blue', taken: 'green', refused: 'red' } as const

/** How each file fares. */
export function Uploads({ files, retry }: Sending) {
  const t = useWords()
  if (files.length === 0) return null
  const finished = files.filter(({ state }) => state !== 'sending').length
  return (
    <section className="requests-front-sheet requests-no-print" aria-label={t('requests.front.files')}>
      <p role="status">
        {t(finished < files.length ? 'requests.front.uploaded' : 'requests.front.uploadedAll', {
          finished,
          all: files.length,
        })}
      </p>
      <ul className="requests-front-chosen-files">
        {files.map((one) => (
          <li key={one.id}>
            <span className="requests-front-file-name">
              {one.file.name}
              {one.state === 'sending' ? (
                <Progress percent={Math.round(one.share * 100)} aria-label={one.file.name} />
              ) : null}
              {one.error ? <span className="requests-front-problem">{refusalText(t, one.error)}</span> : null}
            </span>
            {one.state === 'sending' ? null : <Light colour={colours[one.state]}>{t(`ui.upload.${one.state}`)}</Light>}
            {one.state === 'refused' ? <Button onClick={() => retry(one)}>{t('ui.retry')}</Button> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
