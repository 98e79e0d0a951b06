import { type AuditRowDetail, auditApi as api } from '../../audit/contract.ts'
import { useParam } from '../../ui/address.ts'
import { useCall } from '../../ui/calls.ts'
import { DetailPage, FactList } from '../../ui/detail-page.tsx'
import { useFormat, useWords } from '../../ui/words.tsx'
import './audit.css'
import { ResultLight } from './result-light.tsx'
import { useAuditWords } from './words.ts'

/** One audit row: who, what, on which, from where, what was before and after, and its place in the chain. */
export function AuditRowPage() {
  const words = useAuditWords()
  const result = useCall(api.get, { params: { id: useParam('auditId') } })
  return (
    <DetailPage
      titleKey="audit.page.row"
      result={result}
      title={({ action }) => words.action(action)}
      lead={(row) => <ResultLight result={row.result} />}
    >
      {(row) => (
        <>
          <Facts row={row} />
          <Changes row={row} />
        </>
      )}
    </DetailPage>
  )
}

function Facts({ row }: { row: AuditRowDetail }) {
  const t = useWords()
  const format = useFormat()
  const words = useAuditWords()
  const code = (text: string | null) => (text ? <code className="audit-code">{text}</code> : null)
  const sealed = row.link
    ? t('audit.sealedAs', { position: format.number(row.link.position), at: format.moment(row.link.sealedAt) })
    : t('audit.notSealed')
  return (
    <FactList
      facts={[
        { label: t('audit.column.at'), value: format.moment(row.at) + row.at.slice(16, 19) },
        { label: t('audit.column.who'), value: words.who(row) },
        { label: t('audit.column.role'), value: t(`ui.role.${row.role}`) },
        { label: t('audit.column.post'), value: row.post },
        { label: t('audit.column.actingFor'), value: row.actingFor },
        { label: t('audit.column.action'), value: code(row.action) },
        { label: t('audit.column.subjectKind'), value: words.subject(row.subjectKind) },
        { label: t('audit.column.subject'), value: code(row.subjectId) },
        { label: t('audit.column.address'), value: row.address ?? t('audit.noAddress') },
        { label: t('audit.column.requestId'), value: code(row.requestId) },
        { label: t('audit.column.sealed'), value: sealed },
        { label: t('audit.column.digest'), value: code(row.digest) },
        { label: t('audit.column.hash'), value: code(row.link ? `${row.link.algorithm}:${row.link.hash}` : null) },
      ]}
    />
  )
}

function Changes({ row }: { row: AuditRowDetail }) {
  const t = useWords()
  if (row.details === 'erased') return <p className="audit-soft">{t('audit.detailsErased')}</p>
  if (row.changes.length === 0) return <p className="audit-soft">{t('audit.detailsNone')}</p>
  const isPair = row.changes.some(({ before }) => before !== null)
  return (
    <section>
      <h2>{t(isPair ? 'audit.changes' : 'audit.facts')}</h2>
      <table className="audit-changes">
        <thead>
          <tr>
            <th scope="col">{t('audit.column.field')}</th>
            {isPair ? <th scope="col">{t('audit.column.before')}</th> : null}
            <th scope="col">{t(isPair ? 'audit.column.after' : 'audit.column.value')}</th>
          </tr>
        </thead>
        <tbody>
          {row.changes.map(({ field, before, after }) => (
            <tr key={field} className={isPair && before !== after ? 'is-changed' : undefined}>
              <th scope="row">{field || '—'}</th>
              {isPair ? <td>{before ?? '—'}</td> : null}
              <td>{after ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="audit-soft">{t('audit.masked')}</p>
    </section>
  )
}
