import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { type AuditState, auditApi as api } from '../../audit/contract.ts'
import { useCall, useSend } from '../../ui/calls.ts'
import { Light } from '../../ui/light.tsx'
import { useFormat, useWords } from '../../ui/words.tsx'

/** How far the audit is sealed, what waits, what the last check said, and the button for the next. */
export function ChainState() {
  const t = useWords()
  const format = useFormat()
  const { data } = useCall(api.state, {}, { everyMilliseconds: 3000 })
  const check = useSend(api.check, { stale: [api.state, api.list] })
  if (!data) return null
  const { sealed, waiting, archived, lastCheck, running } = data
  return (
    <section className="audit-state" aria-label={t('audit.state.title')}>
      <div>
        <p>
          {sealed
            ? t('audit.state.sealed', { position: format.number(sealed.position), at: format.moment(sealed.at) })
            : t('audit.state.nothing')}
          {waiting > 0 ? ` ${t('audit.state.waiting', { waiting: format.number(waiting) })}` : null}
          {archived > 0 ? ` ${t('audit.state.archived', { archived: format.number(archived) })}` : null}
        </p>
        <LastCheck of={lastCheck} />
        {sealed ? (
          <p className="audit-soft">
            {t('audit.state.head')} <code className="audit-code">{`${sealed.position}:${sealed.hash}`}</code>
          </p>
        ) : null}
      </div>
      <div className="audit-check">
        <Button loading={running !== null || check.isPending} onClick={() => check.mutate({})}>
          {t(running ? 'audit.state.checking' : 'audit.state.check')}
        </Button>
        {running ? (
          <Progress
            percent={running.of > 0 ? Math.floor((running.done / running.of) * 100) : 0}
            size="small"
            aria-label={t('audit.state.checking')}
          />
        ) : null}
      </div>
    </section>
  )
}

function LastCheck({ of }: { of: AuditState['lastCheck'] }) {
  const t = useWords()
  const format = useFormat()
  if (!of) return <p className="audit-soft">{t('audit.state.never')}</p>
  const { at, name, links, fault, brokenAt, rowId } = of
  const facts = { at: format.moment(at), name: name ?? '', links: format.number(links) }
  if (!fault)
    return (
      <p>
        <Light colour="green">{t('audit.state.whole', facts)}</Light>
      </p>
    )
  const what = t(`audit.fault.${fault}`)
  return (
    <p role="alert">
      <Light colour="red">
        {t('audit.state.broken', { ...facts, position: brokenAt === null ? '—' : format.number(brokenAt), what })}
      </Light>{' '}
      {rowId ? <Link to={`/audit/${rowId}`}>{t('audit.state.open')}</Link> : null}
    </p>
  )
}
