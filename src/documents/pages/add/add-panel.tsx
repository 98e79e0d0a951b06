import { FileTextOutlined, FormOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useSend, useStale } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { UploadBox } from '#platform/ui/upload-box.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type AddDocument, documentsApi, opennessClasses, origins } from '../../contract.ts'
import { Choice } from '../choice.tsx'
import { PasteDialog } from './paste-dialog.tsx'

type Added = AnswerOf<typeof documentsApi.add>

const endings = '.txt,.md,.html,.htm,.docx,.pdf,.ofd'

/** Where documents are put in: dropped, chosen, pasted; each says what was read in it. */
export function AddPanel() {
  const t = useWords()
  const { city } = useMe()
  const stale = useStale()
  const [given, setGiven] = useState<AddDocument>({})
  const [isPasting, setPasting] = useState(false)
  const [added, setAdded] = useState<Added | null>(null)
  const sample = useSend(documentsApi.sample, { stale: [documentsApi.list], onDone: setAdded })

  return (
    <section className="documents-add" aria-label={t('documents.add')}>
      <Given given={given} change={setGiven} />
      <UploadBox
        label={t('documents.add.drop')}
        hint={t('documents.add.hint')}
        accept={endings}
        send={(file) => call(documentsApi.add, { body: given, files: [file] })}
        result={(answer) => <Result added={answer} />}
        onDone={() => stale(documentsApi.list)}
      />
      <div className="documents-add-more">
        <Button icon={<FormOutlined aria-hidden />} onClick={() => setPasting(true)}>
          {t('documents.paste')}
        </Button>
        {city.isSample ? (
          <Button icon={<FileTextOutlined aria-hidden />} loading={sample.isPending} onClick={() => sample.mutate({})}>
            {t('documents.sample')}
          </Button>
        ) : null}
      </div>
      <div role="status">{added ? <Result added={added} isNamed /> : null}</div>
      {isPasting ? (
        <PasteDialog
          given={given}
          onLeave={() => setPasting(false)}
          onAdded={(answer) => {
            setPasting(false)
            setAdded(answer)
          }}
        />
      ) : null}
    </section>
  )
}

interface GivenProps {
  given: AddDocument
  change: (given: AddDocument) => void
}

/** What is known of the files beforehand; left alone, it is judged from the text and can be corrected later. */
function Given({ given, change }: GivenProps) {
  const t = useWords()
  const { openness, origin } = given
  const opennessGiven = openness ? { openness } : {}
  const originGiven = origin ? { origin } : {}
  return (
    <div className="documents-add-given">
      <span aria-hidden="true">{t('documents.head.openness')}</span>
      <Choice
        label={t('documents.head.openness')}
        noneLabel={t('documents.add.judged')}
        options={opennessClasses.map((value) => ({ value, label: t(`documents.openness.${value}`) }))}
        value={openness ?? null}
        onChange={(value) => change({ ...originGiven, ...(value ? { openness: value } : {}) })}
      />
      <span aria-hidden="true">{t('documents.head.origin')}</span>
      <Choice
        label={t('documents.head.origin')}
        noneLabel={t('documents.add.judged')}
        options={origins.map((value) => ({ value, label: t(`documents.origin.${value}`) }))}
        value={origin ?? null}
        onChange={(value) => change({ ...opennessGiven, ...(value ? { origin: value } : {}) })}
      />
    </div>
  )
}

/** What came of one file. */
function Result({ added, isNamed = false }: { added: Added; isNamed?: boolean }) {
  const t = useWords()
  const { id, title, measures, figures, remembered, known } = added
  const said = known
    ? t('documents.added.known')
    : t(remembered > 0 ? 'documents.added.remembered' : 'documents.added', { measures, figures, remembered })
  return (
    <p className="documents-added">
      {isNamed ? <b>{title} </b> : null}
      {said} <Link to={`/documents/${id}`}>{t(known ? 'documents.added.open' : 'documents.added.review')}</Link>
    </p>
  )
}
