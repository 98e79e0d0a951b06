import './hotline.css'
import { Alert, Button, Progress } from 'antd'
import { addressOf } from '#platform/http/client.ts'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { StatNumber } from '#platform/ui/stat-number.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { hotlineApi as api, rowResults } from '../../hotline/contract.ts'
import { ImportLight } from './import-light.tsx'
import { MappingForm } from './mapping-form.tsx'

export type Opened = AnswerOf<typeof api.get>

const stale = [api.get, api.list]
const isBusy = (state: Opened['state']): boolean => state === 'checking' || state === 'running'

/** What does this table hold, what would it change, and how far has its import come? */
export function HotlineImportPage() {
  const t = useWords()
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
          {one.failure ? <Alert type="error" showIcon title={t(one.failure)} /> : null}
          {one.state === 'uploaded' || one.state === 'checked' ? <MappingForm key={one.version} one={one} /> : null}
          {one.state === 'uploaded' ? null : <Outcome one={one} />}
          <Steps one={one} />
        </>
      )}
    </DetailPage>
  )
}

function Outcome({ one }: { one: Opened }) {
  const t = useWords()
  const { rowsTotal, rowsDone, problems, examples, refused } = one
  return (
    <section aria-labelledby="hotline-outcome">
      <h2 id="hotline-outcome">{t(`requests.hotline.outcomeOf.${one.state}`)}</h2>
      {isBusy(one.state) ? (
        <Progress
          percent={rowsTotal ? Math.floor((100 * rowsDone) / rowsTotal) : 0}
          showInfo={rowsTotal !== null}
          aria-label={t('requests.hotline.progress')}
        />
      ) : null}
      <div className="hotline-stats" role="status">
        <StatNumber label={t('requests.hotline.rows')} value={rowsDone} />
        {rowResults.map((name) => (
          <StatNumber key={name} label={t(`requests.hotline.result.${name}`)} value={one[name]} />
        ))}
        <StatNumber label={t('requests.hotline.result.untimed')} value={one.untimed} />
      </div>
      {rowResults.map((name) =>
        examples[name]?.length ? (
          <p key={name} className="hotline-soft">
            {t('requests.hotline.examples', {
              result: t(`requests.hotline.result.${name}`),
              numbers: examples[name].join('、'),
            })}
          </p>
        ) : null,
      )}
      {refused > 0 ? (
        <>
          <p>
            {t('requests.hotline.fix')}{' '}
            <a href={addressOf(api.problems, { params: { id: one.id } })} download>
              {t('requests.hotline.problemsFile')}
            </a>
          </p>
          <div className="list-scroll">
            <table className="list-table">
              <thead>
                <tr>
                  {['row', 'heading', 'reason'].map((name) => (
                    <th key={name} scope="col">
                      {t(`requests.hotline.problem.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {problems.map(({ row, heading, key, facts }) => (
                  <tr key={`${row} ${heading} ${key}`}>
                    <td>{row}</td>
                    <td>{heading}</td>
                    <td>{t(key, facts)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
    </section>
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
    <div className="hotline-steps">
      {state === 'checked' && added + changed > 0 ? (
        <Button
          type="primary"
          loading={start.isPending}
          onClick={() => start.mutate({ params: { id }, body: { version } })}
        >
          {t('requests.hotline.start', { count: added + changed })}
        </Button>
      ) : null}
      {isBusy(state) || state === 'failed' ? (
        <>
          <p>{t(state === 'failed' ? 'requests.hotline.failedHint' : 'requests.hotline.leave')}</p>
          <Button
            type={state === 'failed' ? 'primary' : 'default'}
            loading={resume.isPending}
            onClick={() => resume.mutate({ params: { id } })}
          >
            {t(state === 'failed' ? 'requests.hotline.again' : 'requests.hotline.resume')}
          </Button>
        </>
      ) : null}
      {one.endedAt === null || state === 'failed' ? (
        <ConfirmButton
          question={t('requests.hotline.giveUpQuestion')}
          loading={giveUp.isPending}
          onConfirm={() => giveUp.mutate({ params: { id } })}
        >
          {t('requests.hotline.giveUp')}
        </ConfirmButton>
      ) : null}
    </div>
  )
}
