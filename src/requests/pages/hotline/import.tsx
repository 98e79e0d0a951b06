import { Button } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { ImportLight } from '#platform/imports/pages/light.tsx'
import { ImportOutcome } from '#platform/imports/pages/outcome.tsx'
import { ImportSteps } from '#platform/imports/pages/steps.tsx'
import { isBusy, rowResults } from '#platform/imports/rules.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { hotlineApi as api } from '../../hotline/contract.ts'
import { MappingForm } from './mapping-form.tsx'

export type Opened = AnswerOf<typeof api.get>

const stale = [api.get, api.list]

/** What does this table hold, what would it change, and how far has its import come? */
export function HotlineImportPage() {
  const id = useParam('importId')
  const first = useCall(api.get, { params: { id } })
  const busy = first.data ? isBusy(first.data.state) : false
  const result = useCall(api.get, { params: { id } }, { everyMilliseconds: busy ? 1500 : false })
  return (
    <DetailPage
      titleKey="requests.page.hotline"
      result={result}
      title={({ fileName }) => fileName}
      lead={({ source }) => source.name}
      actions={(one) => <ImportLight state={one.state} />}
    >
      {(one) => (
        <>
          {one.state === 'uploaded' || one.state === 'checked' ? <MappingForm key={one.version} one={one} /> : null}
          <Outcome one={one} />
          <Steps one={one} />
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
      stats={<StatNumber label={t('requests.hotline.result.untimed')} value={one.untimed} />}
    >
      {rowResults.map((name) =>
        one.examples[name]?.length ? (
          <p key={name} className="import-soft">
            {t('requests.hotline.examples', {
              result: t(`platform.imports.result.${name}`),
              numbers: one.examples[name].join('、'),
            })}
          </p>
        ) : null,
      )}
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
          {t('requests.hotline.start', { count: added + changed })}
        </Button>
      ) : null}
    </ImportSteps>
  )
}
