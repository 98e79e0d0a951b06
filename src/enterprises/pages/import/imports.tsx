import { addressOf } from '#platform/http/client.ts'
import { PastImports } from '#platform/imports/pages/past.tsx'
import { ImportUpload } from '#platform/imports/pages/upload.tsx'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { EmptyState } from '#platform/ui/empty-state.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { importApi as api } from '../../import/contract.ts'

const pageOf = (id: string): string => `/firms/import/${id}`

/** Which tables of firms were brought, and how is the next one? */
export function FirmImportsPage() {
  const t = useWords()
  const result = useCall(api.list, {})
  const send = useSend(api.upload, { stale: [api.list] })
  return (
    <DetailPage
      titleKey="enterprises.page.import"
      result={result}
      title={() => t('enterprises.page.import')}
      lead={() => t('enterprises.import.lead')}
    >
      {({ sources, imports }) => (
        <>
          <ImportUpload
            words="enterprises.import"
            usualSource={sources[0]?.name ?? t('enterprises.import.usualSource')}
            send={(source, file) => send.mutate({ body: { source }, files: [file] })}
            isSending={send.isPending}
            brought={send.data}
            to={pageOf}
          >
            <a href={addressOf(api.template, {})} download>
              {t('enterprises.import.template')}
            </a>
          </ImportUpload>
          <section aria-labelledby="firm-imports">
            <h2 id="firm-imports">{t('enterprises.import.past')}</h2>
            {imports.length === 0 ? (
              <EmptyState title={t('enterprises.import.none')} next={t('enterprises.import.none.next')} />
            ) : (
              <PastImports imports={imports} to={pageOf} />
            )}
          </section>
        </>
      )}
    </DetailPage>
  )
}
