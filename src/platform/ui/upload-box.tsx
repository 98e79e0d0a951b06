import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { Light } from './light.tsx'
import { refusalText } from './refusal.tsx'
import { reportFailure } from './signals.ts'
import { useFormat, useWords } from './words.tsx'

interface Props<Answer> {
  /** What to drop here. */
  label: string
  /** Formats and the largest size, below it. */
  hint: string
  /** File name endings, as in `accept` of an input. */
  accept?: string
  /** Sends one file; its refusal is shown beside that file and the others go on. */
  send: (file: File) => Promise<Answer>
  /** What came of a file that was taken; without it the word alone stands there. */
  result?: (answer: Answer) => ReactNode
  /** Called when no file is left to send, with how many were taken. */
  onDone?: (taken: number) => void
}

type State = 'waiting' | 'sending' | 'taken' | 'refused'

interface Sent<Answer> {
  id: number
  file: File
  state: State
  problem?: string
  answer?: Answer
}

const atOnce = 2

/** Takes several files at once, dropped or chosen, and shows how each fared. */
export function UploadBox<Answer>({ label, hint, accept, send, result, onDone }: Props<Answer>) {
  const t = useWords()
  const format = useFormat()
  const [files, setFiles] = useState<readonly Sent<Answer>[]>([])
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const nextId = useRef(0)

  const mark = (id: number, state: State, came: Pick<Sent<Answer>, 'problem' | 'answer'> = {}) =>
    setFiles((before) => before.map((one) => (one.id === id ? { ...one, state, ...came } : one)))

  async function sendAll(chosen: readonly Sent<Answer>[]): Promise<void> {
    const queue = [...chosen]
    let taken = 0
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        mark(next.id, 'sending')
        try {
          const answer = await send(next.file)
          taken += 1
          mark(next.id, 'taken', { answer })
        } catch (error) {
          reportFailure(error, false)
          mark(next.id, 'refused', { problem: refusalText(t, error) })
        }
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    onDone?.(taken)
  }

  function add(list: FileList | null): void {
    const chosen = [...(list ?? [])].map((file): Sent<Answer> => ({ id: nextId.current++, file, state: 'waiting' }))
    if (chosen.length === 0) return
    setFiles((before) => [...before, ...chosen])
    void sendAll(chosen)
  }

  const over = (event: DragEvent, isInside: boolean) => {
    event.preventDefault()
    setOver(isInside)
  }
  const finished = files.filter(({ state }) => state === 'taken' || state === 'refused').length
  const retry = (one: Sent<Answer>) => void sendAll([one])

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
      <div
        className={`upload-box${isOver ? ' is-over' : ''}`}
        onDragOver={(event) => over(event, true)}
        onDragLeave={(event) => over(event, false)}
        onDrop={(event) => {
          over(event, false)
          add(event.dataTransfer.files)
        }}
      >
        <InboxOutlined className="upload-icon" aria-hidden="true" />
        <p className="upload-label">{label}</p>
        <Button type="primary" onClick={() => input.current?.click()}>
          {t('ui.upload.choose')}
        </Button>
        <p className="upload-hint">{hint}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={label}
          accept={accept}
          onChange={(event) => {
            add(event.target.files)
            event.target.value = ''
          }}
        />
      </div>
      {files.length > 0 ? (
        <div className="upload-files">
          <div role="status">{t('ui.upload.progress', { finished, all: files.length })}</div>
          <Progress percent={Math.round((finished / files.length) * 100)} showInfo={false} aria-label={label} />
          <ul>
            {files.map((one) => (
              <li key={one.id}>
                <span className="upload-name">{one.file.name}</span>
                <span className="upload-size">{format.bytes(one.file.size)}</span>
                <Light colour={colours[one.state]}>{t(`ui.upload.${one.state}`)}</Light>
                {one.state === 'refused' && one.problem ? <p className="upload-problem">{one.problem}</p> : null}
                {one.answer !== undefined && result ? <div className="upload-result">{result(one.answer)}</div> : null}
                {one.state === 'refused' ? (
                  <Button size="small" onClick={() => retry(one)}>
                    {t('ui.retry')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

const colours = { waiting: 'grey', sending: 'blue', taken: 'green', refused: 'red' } as const
