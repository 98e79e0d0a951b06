import { Alert, Button, Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { useAddressQuery } from '#platform/ui/address.ts'
import { useSend } from '#platform/ui/calls.ts'
import { useDirtyGuard } from '#platform/ui/dirty-guard.tsx'
import { refusalText } from '#platform/ui/refusal.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { dutyApi as api, type DutyTurn, type Roster } from '../../duty/contract.ts'
import { addDays, coverages } from '../../duty/rules.ts'
import { CellDialog } from './cell-dialog.tsx'
import { Gaps } from './gaps.tsx'
import { DutyGrid } from './grid.tsx'
import {
  copyWeekBefore,
  mondayOf,
  type OpenCell,
  repeatWeek,
  setDate,
  setWeekly,
  toSave,
  type Window,
  weekOf,
  windowsOf,
  withoutWindow,
} from './week.ts'
import { WindowDialog } from './window-dialog.tsx'

interface Props {
  roster: Roster
  isSaved: boolean
  /** Told while there are changes that are not saved. */
  onHold: (roster: Roster | null) => void
  onSaved: (version: number) => void
  onSeeNewest: () => void
}

const day = { fromTime: '08:30', toTime: '17:30' }
const night = { fromTime: '17:30', toTime: '08:30' }

/** The roster of one unit. Changes are kept here until they are saved as a whole. */
export function RosterEditor({ roster, isSaved, onHold, onSaved, onSeeNewest }: Props) {
  const t = useWords()
  const format = useFormat()
  const guard = useDirtyGuard()
  const { canEdit, version } = roster
  const [turns, setTurns] = useState<readonly DutyTurn[]>(roster.turns)
  const [coverage, setCoverage] = useState(roster.coverage)
  const [added, setAdded] = useState<readonly Window[]>([])
  const [{ week }, change] = useAddressQuery()
  const thisMonday = mondayOf(format.today())
  const monday = week && /^\d{4}-\d{2}-\d{2}$/.test(week) ? mondayOf(week) : thisMonday
  const goTo = (to: string) => change({ week: to === thisMonday ? undefined : to })
  const [open, setOpen] = useState<OpenCell | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [sameAs, noteSame] = useState('')
  const isChanged = !isAlike(turns, roster.turns) || coverage !== roster.coverage
  const send = useSend(api.set, { stale: [api.get], quiet: true, onDone: (answer) => onSaved(answer.version) })
  const isHeld = isChanged && !send.isSuccess
  const { setDirty } = guard
  useEffect(() => {
    setDirty(isHeld)
    onHold(isHeld ? roster : null)
  }, [setDirty, onHold, isHeld, roster])
  const days = weekOf(monday)
  const windows = windowsOf(turns, days, added)
  const drop = () => {
    send.reset()
    setTurns(roster.turns)
    setCoverage(roster.coverage)
  }
  const begin = (some: readonly Window[], wanted: Roster['coverage']) => {
    setAdded(some)
    setCoverage(wanted)
  }
  const names = roster.now.map(({ name }) => name).join(t('duty.page.then'))

  return (
    <>
      {guard.dialog}
      <p className="duty-now">
        <strong>{t('duty.page.now')}</strong>{' '}
        {roster.now.length > 0 ? t('duty.page.nowOrder', { names }) : t('duty.page.nowNobody')}
      </p>
      {canEdit ? null : <p className="duty-soft">{t('duty.page.readOnly')}</p>}
      {canEdit && windows.length > 0 ? (
        <div className="duty-coverage">
          <span id="duty-coverage">{t('duty.page.coverage')}</span>
          <Segmented
            aria-labelledby="duty-coverage"
            value={coverage}
            options={coverages.map((value) => ({ value, label: t(`duty.page.coverage.${value}`) }))}
            onChange={setCoverage}
          />
        </div>
      ) : null}
      <div className="duty-week">
        <Button onClick={() => goTo(addDays(monday, -7))}>{t('duty.page.before')}</Button>
        <h2>{t('duty.page.week', { from: format.day(monday), to: format.day(addDays(monday, 6)) })}</h2>
        <Button onClick={() => goTo(addDays(monday, 7))}>{t('duty.page.after')}</Button>
        {monday === thisMonday ? null : (
          <Button type="link" onClick={() => goTo(thisMonday)}>
            {t('duty.page.thisWeek')}
          </Button>
        )}
      </div>
      {windows.length > 0 ? (
        <DutyGrid
          turns={turns}
          windows={windows}
          days={days}
          people={roster.people}
          onOpen={canEdit ? setOpen : null}
          onRemove={(window) => {
            setTurns(withoutWindow(turns, window, monday))
            setAdded(added.filter((one) => one.fromTime !== window.fromTime || one.toTime !== window.toTime))
          }}
        />
      ) : (
        <div className="duty-empty">
          {turns.length > 0 ? (
            <p>{t('duty.page.emptyWeek')}</p>
          ) : (
            <p>
              <strong>{t('duty.page.empty')}</strong> {t('duty.page.emptyNext')}
            </p>
          )}
          {canEdit && turns.length === 0 ? (
            <p className="duty-buttons">
              {t('duty.page.emptyEdit')}
              <Button onClick={() => begin([day, night], 'always')}>{t('duty.page.start.dayAndNight')}</Button>
              <Button onClick={() => begin([day], 'office-hours')}>{t('duty.page.start.office')}</Button>
            </p>
          ) : null}
        </div>
      )}
      {canEdit ? (
        <div className="duty-buttons">
          <Button onClick={() => setAdding(true)}>{t('duty.page.addWindow')}</Button>
          <Button
            onClick={() => {
              const copied = copyWeekBefore(turns, monday)
              noteSame(isAlike(copied, turns) ? monday : '')
              setTurns(copied)
            }}
          >
            {t('duty.page.copy')}
          </Button>
          <Button onClick={() => setTurns(repeatWeek(turns, monday))}>{t('duty.page.repeat')}</Button>
          <span role="status">{sameAs === monday ? t('duty.page.same') : ''}</span>
        </div>
      ) : null}
      {turns.length > 0 ? <Gaps roster={roster} turns={turns} coverage={coverage} isChanged={isChanged} /> : null}
      {send.error ? (
        <Alert
          className="form-refusal"
          type={send.error.status === 409 ? 'warning' : 'error'}
          showIcon
          role="alert"
          title={refusalText(t, send.error)}
          action={
            send.error.status === 409 ? (
              <Button
                onClick={() => {
                  drop()
                  onSeeNewest()
                }}
              >
                {t('ui.form.newest')}
              </Button>
            ) : null
          }
        />
      ) : null}
      {isSaved && !isHeld ? <p role="status">{t('duty.page.saved')}</p> : null}
      {isHeld ? (
        <div className="duty-save">
          <span role="status">{t('duty.page.unsaved')}</span>
          <Button
            type="primary"
            loading={send.isPending}
            onClick={() =>
              send.mutate({
                params: { id: roster.unit.id },
                body: { version, coverage, turns: toSave(turns, format.today()) },
              })
            }
          >
            {t('duty.page.save')}
          </Button>
          <Button onClick={drop}>{t('duty.page.drop')}</Button>
        </div>
      ) : null}
      {open ? (
        <CellDialog
          open={open}
          people={roster.people}
          onClose={() => setOpen(null)}
          onChange={(people, isWeekly) => {
            const { window, day: on } = open
            // A weekly turn that is set for a day with a swap of its own takes that swap's place.
            const next = isWeekly
              ? setDate(setWeekly(turns, window, on, people), window, on, [])
              : setDate(turns, window, on, people)
            setTurns(next)
            setAdded([...added, window])
            setOpen(null)
          }}
        />
      ) : null}
      {isAdding ? (
        <WindowDialog
          onClose={() => setAdding(false)}
          onAdd={(window) => {
            setAdded([...added, window])
            setAdding(false)
          }}
        />
      ) : null}
    </>
  )
}

const isAlike = (a: readonly DutyTurn[], b: readonly DutyTurn[]): boolean => JSON.stringify(a) === JSON.stringify(b)
