import { FileOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { FileChoice } from '../front/file-choice.tsx'
import type { ChosenFile } from '../front/files.ts'
import { Uploads, useUploads } from '../front/uploads.tsx'
import { type Hands, useDeed } from './hands.ts'
import type { Told } from './moments.ts'

/** Files of both sides, and room for more. */
export function Attachments({ told, hands }: { told: Told; hands: Hands }) {
  const t = useWords()
  const { attachments, number } = told
  const mayAdd = told.may.includes('attach')
  const [chosen, choose] = useState<readonly ChosenFile[]>([])
  const [sending, begin] = useState<readonly ChosenFile[]>([])
  const [turn, next] = useState(0)
  if (attachments.length === 0 && !mayAdd) return null
  const send = () => {
    begin(chosen)
    choose([])
    next(turn + 1)
  }
  return (
    <section aria-label={t('requests.front.files')}>
      <h2>{t('requests.front.files')}</h2>
      <Kept told={told} hands={hands} />
      {sending.length > 0 ? <SendingFiles key={turn} number={number} files={sending} hands={hands} /> : null}
      {mayAdd ? <FileChoice files={chosen} onChange={choose} before={attachments.length} /> : null}
      {chosen.length > 0 ? (
        <Button type="primary" onClick={send}>
          {t('requests.follow.files.send', { count: chosen.length })}
        </Button>
      ) : null}
    </section>
  )
}

function Kept({ told, hands }: { told: Told; hands: Hands }) {
  const t = useWords()
  const format = useFormat()
  const { run, error } = useDeed(() => Promise.resolve())
  if (told.attachments.length === 0) return null
  return (
    <>
      {error ? <RefusalNotice error={error} /> : null}
      <ul className="requests-front-chosen-files">
        {told.attachments.map((one) => (
          <li key={one.id}>
            <span className="requests-front-thumbnail">
              <FileOutlined aria-hidden />
            </span>
            <Button type="link" className="requests-front-file-name" onClick={() => void run(() => hands.open(one))}>
              {one.name}
            </Button>
            <span className="requests-soft">
              {[t(`requests.follow.files.${one.from}`), format.bytes(one.bytes)].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function SendingFiles({ files, number, hands }: { files: readonly ChosenFile[]; number: string; hands: Hands }) {
  const sending = useUploads(
    files.map((one) => ({ ...one, number })),
    async (upload, onProgress) => {
      await hands.attach(upload, onProgress)
      void hands.refresh()
    },
  )
  // What was taken stands in the list of the request.
  const rest = sending.files.filter(({ state }) => state !== 'taken')
  return rest.length > 0 ? <Uploads {...sending} files={rest} /> : null
}
