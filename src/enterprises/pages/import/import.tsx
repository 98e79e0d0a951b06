import '../enterprises.css'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { ImportLight } from '#platform/imports/pages/light.tsx'
import { ImportOutcome } from '#platform/imports/pages/outcome.tsx'
import { ImportSteps } from '#platform/imports/pages/steps.tsx'
import { isBusy } from '#platform/imports/rules.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { importApi as api } from '../../import/contract.ts'
import { ColumnsForm } from './columns.tsx'
import { Summary } from './summary.tsx'

export type Opened = AnswerOf<typeof api.get>

const stale = [api.get, api.list]

/** What does this table say, what would it change, and how far has its import come? */
export function FirmImportPage() {
  const t = useWords()
  const id = useParam('importId')
  const first = useCall(api.get, { params: { id } })
  const busy = first.data ? isBusy(first.data.state) : false
  const result = useCall(api.get, { params: { id } }, { everyMilliseconds: busy ? 1500 : false })
  return (
    <DetailPage
      titleKey="enterprises.page.import"
      result={result}
      title={({ fileName }) => fileName}
      lead={({ source }) => (
        <>
          {source.name} · <Link to="/firms/import">{t('enterprises.import.past')}</Link>
        </>
      )}
      actions={(one) => <ImportLight state={one.state} />}
    >
      {(one) => (
        <>
          {one.state === 'uploaded' ? <ColumnsForm key={one.version} one={one} /> : null}
          <Outcome one={one} />
          {one.state === 'uploaded' ? <Steps one={one} /> : null}
          {one.state === 'checked' ? (
            <details className="import-columns" open={one.held > 0 || one.added + one.changed === 0}>
              <summary>{t('enterprises.import.columnsAgain')}</summary>
              <ColumnsForm key={one.version} one={one} />
            </details>
          ) : null}
        </>
      )}
    </DetailPage>
  )
}

function Outcome({ one }: { one: Opened }) {
  const t = useWords()
  return (
    <ImportOutcome
      one={one}
      problemsAddress={addressOf(api.problems, { params: { id: one.id } })}
      stats={one.held > 0 ? <StatNumber label={t('enterprises.import.held')} value={one.held} /> : null}
    >
      <Summary one={one} />
      <Steps one={one} />
    </ImportOutcome>
  )
}

/** What can be done with it now. */
function Steps({ one }: { one: Opened }) {
  const t = useWords()
  const { id, version, state, added, changed } = one
  const start = useSend(api.start, { stale })
  const resume = useSend(api.resume, { stale })
  const giveUp = useSend(api.giveUp, { stale })
  return (
    <ImportSteps
      one={one}
      resume={() => resume.mutate({ params: { id } })}
      giveUp={() => giveUp.mutate({ params: { id } })}
      isSending={resume.isPending || giveUp.isPending}
    >
      {state === 'checked' && added + changed > 0 ? (
        <Button
          type="primary"
          loading={start.isPending}
          onClick={() => start.mutate({ params: { id }, body: { version } })}
        >
          {t('enterprises.import.start', { count: added + changed })}
        </Button>
      ) : null}
      {state === 'checked' && added + changed === 0 ? <p>{t('enterprises.import.nothing')}</p> : null}
      {state === 'done' && added + changed > 0 ? (
        <Link className="enterprises-open-imported" to="/firms" search={{ imported: id } as never}>
          {t('enterprises.import.open', { count: added + changed })}
        </Link>
      ) : null}
    </ImportSteps>
  )
}
