import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { ListRows } from '#platform/ui/list-rows.tsx'
import { valueWords } from '#platform/ui/quantity-words.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { type ActualView, type TargetView, targetsApi } from '../../targets/contract.ts'
import '../goals.css'
import { SourceNote } from '../source.tsx'
import { AddActual } from './add-actual.tsx'
import { Needed, StandingLight, TargetNumber, useMarks } from './parts.tsx'
import { ReadTarget } from './read-target.tsx'
import { ShareTarget } from './share-target.tsx'
import { periodWords } from './words.ts'

/** One target: its words, how they are read, its shares, and every figure stated for it. */
export function TargetPage() {
  const t = useWords()
  const id = useParam('targetId')
  const result = useCall(targetsApi.detail, { params: { id } })
  const [panel, setPanel] = useState<'read' | 'share' | 'add' | null>(null)
  const close = () => setPanel(null)
  return (
    <DetailPage
      titleKey="goals.page.target"
      result={result}
      title={({ target }) => target.indicator.name}
      lead={({ target }) => target.owner.name}
      actions={({ target }) =>
        target.mayChange ? (
          <>
            <Button onClick={() => setPanel('read')}>{t('goals.read')}</Button>
            {target.shareOf ? null : <Button onClick={() => setPanel('share')}>{t('goals.share')}</Button>}
            {target.indicator.id ? <Button onClick={() => setPanel('add')}>{t('goals.actual.add')}</Button> : null}
          </>
        ) : null
      }
    >
      {({ target, shares, actuals }) => (
        <>
          <Facts target={target} />
          <SourceNote source={target.source} />
          <Shares target={target} shares={shares} />
          <Actuals actuals={actuals} target={target} />
          {panel === 'read' ? <ReadTarget target={target} onLeave={close} /> : null}
          {panel === 'share' ? <ShareTarget target={target} shares={shares} onLeave={close} /> : null}
          {panel === 'add' && target.indicator.id ? (
            <AddActual of={{ indicatorId: target.indicator.id, owner: target.owner }} onLeave={close} />
          ) : null}
        </>
      )}
    </DetailPage>
  )
}

function Facts({ target }: { target: TargetView }) {
  const t = useWords()
  const format = useFormat()
  const { reading, done, passed, indicator, goal, dueOn, baseline, unit, shareOf } = target
  return (
    <FactList
      facts={[
        { label: t('goals.value.target'), value: <TargetNumber target={target} /> },
        { label: t('goals.standing'), value: <StandingLight standing={target.standing} /> },
        { label: t('goals.needed'), value: <Needed target={target} /> },
        {
          label: t('goals.pace'),
          value:
            done !== null && passed !== null
              ? t('goals.pace.of', { done: format.share(done / 1000), passed: format.share(passed / 1000) })
              : null,
        },
        { label: t('goals.due'), value: dueOn ? format.day(dueOn) : t('goals.none') },
        { label: t('goals.reading'), value: <Reading reading={reading} /> },
        { label: t('goals.baseline'), value: baseline === null ? null : valueWords(t, format, baseline, unit) },
        {
          label: t('goals.counting'),
          value: indicator.counting ? t(`goals.counting.${indicator.counting}`) : t('goals.indicator.unknown'),
        },
        { label: t('goals.publisher'), value: indicator.publisher },
        {
          label: t('goals.goal'),
          value: goal ? (
            <Link to="/goals" search={{ goal: goal.id }}>
              {goal.code} {goal.title}
            </Link>
          ) : null,
        },
        {
          label: t('goals.share.of'),
          value: shareOf ? <Link to={`/targets/${shareOf}`}>{t('goals.share.whole')}</Link> : null,
        },
      ]}
    />
  )
}

function Reading({ reading: { op, why, byName, at } }: { reading: TargetView['reading'] }) {
  const t = useWords()
  const format = useFormat()
  const sign = op ? t(`goals.bound.${op}`) : ''
  return <>{t(`goals.reading.${why}`, { sign, name: byName ?? '', day: at ? format.day(at) : '' })}</>
}

function Shares({ target, shares }: { target: TargetView; shares: readonly TargetView[] }) {
  const t = useWords()
  const format = useFormat()
  if (target.shareOf) return null
  const { verdict, sum, difference } = target.shares
  return (
    <section className="goals-figures" aria-labelledby="goals-shares">
      <h2 id="goals-shares">{t('goals.shares')}</h2>
      {shares.length === 0 ? <p className="page-text">{t('goals.shares.none.next')}</p> : null}
      {sum !== null && difference !== null ? (
        <p className="page-text">
          {t(`goals.shares.sum.${difference === '0' ? 'exact' : verdict}`, {
            sum: valueWords(t, format, sum, target.unit),
            difference: valueWords(t, format, difference.replace('-', ''), target.unit),
          })}
        </p>
      ) : null}
      {verdict === 'not-additive' ? (
        <p className="page-text">{t('goals.shares.not-additive', { count: shares.length })}</p>
      ) : null}
      {shares.length > 0 ? (
        <ListRows
          rows={shares}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/targets/${id}`}
          columns={[
            { key: 'owner', label: t('goals.owner'), cell: ({ owner }) => owner.name },
            {
              key: 'value',
              label: t('goals.share.value'),
              isNumber: true,
              cell: (one) => <TargetNumber target={one} />,
            },
            {
              key: 'latest',
              label: t('goals.latest'),
              isNumber: true,
              cell: ({ latest, unit }) => (latest ? valueWords(t, format, latest.value, unit) : '–'),
            },
            {
              key: 'standing',
              label: t('goals.standing'),
              cell: ({ standing }) => <StandingLight standing={standing} />,
            },
            { key: 'need', label: t('goals.needed'), isNumber: true, cell: (one) => <Needed target={one} /> },
          ]}
        />
      ) : null}
    </section>
  )
}

function Actuals({ actuals, target }: { actuals: readonly ActualView[]; target: TargetView }) {
  const t = useWords()
  const format = useFormat()
  const marks = useMarks()
  return (
    <section className="goals-figures" aria-labelledby="goals-actuals">
      <h2 id="goals-actuals">{t('goals.actuals')}</h2>
      {actuals.length === 0 ? <p className="page-text">{t('goals.actuals.none')}</p> : null}
      {actuals.length > 0 ? (
        <ListRows
          rows={actuals}
          rowKey={({ id }) => id}
          columns={[
            { key: 'period', label: t('goals.period'), cell: ({ period }) => periodWords(t, period) },
            {
              key: 'value',
              label: t('goals.value.actual'),
              isNumber: true,
              cell: ({ value, isCurrent }) =>
                isCurrent ? (
                  <b>{valueWords(t, format, value, target.unit)}</b>
                ) : (
                  valueWords(t, format, value, target.unit)
                ),
            },
            {
              key: 'marks',
              label: t('goals.actual.marks'),
              cell: (actual) => (
                <>
                  {marks(actual).join(t('goals.comma'))}
                  {actual.isProof ? null : <div className="goals-reason">{t('goals.claimed')}</div>}
                  {actual.isCurrent ? null : <div className="goals-reason">{t('goals.replaced')}</div>}
                </>
              ),
            },
            { key: 'note', label: t('goals.actual.note'), cell: ({ note }) => note ?? '–', onlyDesktop: true },
            { key: 'source', label: t('goals.source'), cell: ({ source }) => <SourceNote source={source} /> },
          ]}
        />
      ) : null}
    </section>
  )
}
