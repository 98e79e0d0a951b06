import './hotline.css'
import { Button } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { PastImports } from '#platform/imports/pages/past.tsx'
import { ImportUpload } from '#platform/imports/pages/upload.tsx'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { hotlineApi as api } from '../../hotline/contract.ts'

type Answer = AnswerOf<typeof api.list>

/** Which tickets came from other systems, and which answers are to go back? */
export function HotlinePage() {
  const t = useWords()
  const result = useCall(api.list, {})
  return (
    <DetailPage
      titleKey="requests.page.hotline"
      result={result}
      title={() => t('requests.page.hotline')}
      lead={() => t('requests.hotline.lead')}
    >
      {({ sources, imports }) => (
        <>
          <Upload sources={sources} />
          {sources.map((source) => (
            <Answers key={source.id} source={source} />
          ))}
          <section aria-labelledby="hotline-imports">
            <h2 id="hotline-imports">{t('requests.hotline.imports')}</h2>
            {imports.length === 0 ? (
              <EmptyState title={t('requests.hotline.noImports')} next={t('requests.hotline.noImportsHint')} />
            ) : (
              <PastImports imports={imports} to={pageOf} />
            )}
          </section>
        </>
      )}
    </DetailPage>
  )
}

function Upload({ sources }: Pick<Answer, 'sources'>) {
  const t = useWords()
  const send = useSend(api.upload, { stale: [api.list] })
  return (
    <ImportUpload
      words="requests.hotline"
      usualSource={sources[0]?.name ?? t('requests.hotline.usualSource')}
      send={(source, file) => send.mutate({ body: { source }, files: [file] })}
      isSending={send.isPending}
      brought={send.data}
      to={pageOf}
    >
      <a href={addressOf(api.template, {})} download>
        {t('requests.hotline.template')}
      </a>
    </ImportUpload>
  )
}

const pageOf = (id: string): string => `/requests/hotline/${id}`

/** Answers of a source that wait to go back, and those that went. */
function Answers({ source }: { source: Answer['sources'][number] }) {
  const t = useWords()
  const format = useFormat()
  const send = useSend(api.makeExport, { stale: [api.list] })
  return (
    <section aria-labelledby={`hotline-${source.id}`}>
      <h2 id={`hotline-${source.id}`}>{source.name}</h2>
      <p>
        {t('requests.hotline.waiting', { count: source.waiting })}{' '}
        {source.waiting > 0 ? (
          <Button loading={send.isPending} onClick={() => send.mutate({ params: { id: source.id } })}>
            {t('requests.hotline.export')}
          </Button>
        ) : null}
      </p>
      <ul className="hotline-exports">
        {source.exports.map(({ id, rows, madeAt, madeByName }) => (
          <li key={id}>
            {t('requests.hotline.exported', { at: format.moment(madeAt), name: madeByName, count: rows })}{' '}
            {(['xlsx', 'csv'] as const).map((kind) => (
              <a key={kind} href={addressOf(api.exportFile, { params: { id }, query: { format: kind } })} download>
                {kind.toUpperCase()}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
