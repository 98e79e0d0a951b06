import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { approvalsApi } from '#platform/approvals/contract.ts'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useOneAtATime, useSend } from '#platform/ui/calls.ts'
import { useDirtyGuard } from '#platform/ui/dirty-guard.tsx'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { type AccountImportReport, accountsApi as api } from '../../accounts/contract.ts'
import { ChooseSheet } from '../choose-sheet.tsx'
import { ImportErrors } from '../import-errors.tsx'
import '../organisations.css'
import './accounts.css'

type Applied = AnswerOf<typeof api.applyImport>

/** Makes accounts from a workbook: first a check that writes nothing, then the accounts with their initial passwords. */
export function AccountImportPage() {
  const t = useWords()
  const [file, setFile] = useState<File | null>(null)
  const check = useSend(api.checkImport, { quiet: true })
  const guard = useDirtyGuard()
  const oneAtATime = useOneAtATime()
  // The passwords are told once: whoever leaves without the sheet is asked first.
  const apply = useSend(api.applyImport, {
    quiet: true,
    stale: [api.list, approvalsApi.list],
    onDone: () => guard.setDirty(true),
  })
  const choose = (chosen: File) => {
    setFile(chosen)
    apply.reset()
    check.mutate({ files: [chosen] })
  }
  const problem = apply.error ?? check.error
  return (
    <>
      <PageTitle title={t('accounts.page.import')} lead={t('accounts.import.lead')} />
      {guard.dialog}
      <ol className="organisations-steps">
        <li>
          {t('accounts.import.step1')}{' '}
          <a href={addressOf(api.importForm)} download>
            {t('accounts.import.form')}
          </a>
        </li>
        <li>
          {t('accounts.import.step2')}
          <ChooseSheet accept=".xlsx" isBusy={check.isPending} file={file} onChoose={choose} />
        </li>
        <li>{t('accounts.import.step3')}</li>
      </ol>
      {problem ? <Alert type="error" showIcon role="alert" title={refusalText(t, problem)} /> : null}
      {apply.data ? (
        <Made applied={apply.data} onKept={() => guard.setDirty(false)} />
      ) : check.data && !check.isPending ? (
        <Checked
          report={check.data}
          isSending={apply.isPending}
          onApply={() => file && oneAtATime((onSettled) => apply.mutate({ files: [file] }, { onSettled }))}
        />
      ) : null}
    </>
  )
}

function Numbers({ report }: { report: AccountImportReport }) {
  const t = useWords()
  const { rows, accounts, existing, people, grants, errors } = report
  return (
    <div className="organisations-stats" role="status">
      <StatNumber label={t('organisations.importRows')} value={rows} />
      <StatNumber label={t('accounts.import.accounts')} value={accounts} />
      <StatNumber label={t('accounts.import.existing')} value={existing} />
      <StatNumber label={t('accounts.import.people')} value={people} />
      <StatNumber label={t('accounts.import.grants')} value={grants} />
      <StatNumber label={t('organisations.importErrors')} value={errors.length} />
    </div>
  )
}

interface CheckedProps {
  report: AccountImportReport
  isSending: boolean
  onApply: () => void
}

function Checked({ report, isSending, onApply }: CheckedProps) {
  const t = useWords()
  const { accounts, grants, errors } = report
  return (
    <section aria-label={t('organisations.importResult')}>
      <Numbers report={report} />
      {errors.length > 0 ? (
        <>
          <p>{t('organisations.importFix')}</p>
          <ImportErrors errors={errors} />
        </>
      ) : accounts + grants === 0 ? (
        <p>{t('organisations.importNothing')}</p>
      ) : (
        <Button type="primary" loading={isSending} onClick={onApply}>
          {t('accounts.import.apply', { accounts, grants })}
        </Button>
      )}
    </section>
  )
}

function Made({ applied, onKept }: { applied: Applied; onKept: () => void }) {
  const t = useWords()
  const { accounts, approvalId, sheet } = applied
  return (
    <section aria-label={t('organisations.importResult')}>
      <Numbers report={applied} />
      {applied.errors.length > 0 ? <ImportErrors errors={applied.errors} /> : null}
      <Alert
        type="warning"
        showIcon
        title={t('accounts.import.made', { count: accounts })}
        description={t('accounts.initial.once')}
        action={
          <Button
            type="primary"
            onClick={() => {
              saveSheet(sheet)
              onKept()
            }}
          >
            {t('accounts.import.sheet')}
          </Button>
        }
      />
      {approvalId ? (
        <p>
          {t('accounts.import.rolesWait')}{' '}
          <Link to="/approvals/$approvalId" params={{ approvalId }}>
            {t('accounts.import.toApproval')}
          </Link>
        </p>
      ) : null}
      <p>
        <Link to="/accounts">{t('accounts.back')}</Link>
      </p>
    </section>
  )
}

/** Saves a workbook that came inside an answer. */
function saveSheet({ name, base64 }: Applied['sheet']): void {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes]))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
