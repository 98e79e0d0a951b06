import { Link } from '@tanstack/react-router'
import { Skeleton, Tag } from 'antd'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { FactList } from '#platform/ui/detail-page.tsx'
import { RefusalNotice } from '#platform/ui/refusal.tsx'
import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail, type UnitInList } from '../contract.ts'
import { nameIn } from './names.ts'
import { Posts } from './posts.tsx'
import { UnitsBelow } from './units-below.tsx'

interface Props {
  id: string
  units: readonly UnitInList[]
}

/** One unit: what it is, who holds its posts, what it is there for, what stands under it. */
export function UnitPane({ id, units }: Props) {
  const t = useWords()
  const { data: unit, error, refetch } = useCall(api.getUnit, { params: { id } })
  if (!unit) {
    if (error) return <RefusalNotice error={error} retry={() => void refetch()} />
    return <Skeleton active={false} paragraph={{ rows: 8 }} aria-label={t('ui.loading')} />
  }
  return (
    <section className="organisations-pane" aria-labelledby="organisations-unit">
      <Heading unit={unit} />
      <Facts unit={unit} />
      <Posts unit={unit} />
      <Duties unit={unit} />
      <UnitsBelow unit={unit} units={units} />
    </section>
  )
}

function Heading({ unit }: { unit: UnitDetail }) {
  const t = useWords()
  const { language } = useLanguage()
  const isEnglish = language === 'en' && unit.nameEn !== ''
  const close = useSend(api.closeUnit, { stale: [api.listUnits, api.getUnit] })
  const { id, version } = unit
  return (
    <header className="organisations-heading">
      {unit.path.length > 0 ? (
        <p className="organisations-path">
          {unit.path.map((above) => (
            <span key={above.id}>
              <Link to="/organisations" search={{ unit: above.id }} resetScroll={false}>
                {nameIn(language, above)}
              </Link>
              <span aria-hidden="true"> / </span>
            </span>
          ))}
        </p>
      ) : null}
      <h2 id="organisations-unit">{isEnglish ? unit.nameEn : unit.name}</h2>
      <div className="page-actions">
        {unit.may.structure ? (
          <Link to="/organisations/$unitId/edit" params={{ unitId: id }} className="button-link">
            {t('organisations.page.edit')}
          </Link>
        ) : null}
        {unit.may.addUnit ? (
          <Link to="/organisations/$unitId/add" params={{ unitId: id }} className="button-link">
            {t('organisations.page.add')}
          </Link>
        ) : null}
        {unit.may.structure && unit.parentId !== null ? (
          <ConfirmButton
            danger
            loading={close.isPending}
            question={t('organisations.closeQuestion', { name: nameIn(language, unit) })}
            consequence={t('organisations.closeConsequence')}
            onConfirm={() => close.mutate({ params: { id }, body: { version } })}
          >
            {t('organisations.close')}
          </ConfirmButton>
        ) : null}
      </div>
    </header>
  )
}

function Facts({ unit }: { unit: UnitDetail }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const { data: divisions = [] } = useCall(api.listDivisions, {})
  const division = divisions.find(({ code }) => code === unit.divisionCode)
  const divisionName = division ? (language === 'en' ? division.nameEn : division.name) : ''
  return (
    <FactList
      facts={[
        { label: t('organisations.field.kind'), value: t(`organisations.kind.${unit.kind}`) },
        { label: t('organisations.field.shortName'), value: unit.shortName },
        {
          label: t(language === 'en' ? 'organisations.field.name' : 'organisations.field.nameEn'),
          value: language === 'en' ? unit.name : unit.nameEn,
        },
        { label: t('organisations.field.aliases'), value: unit.aliases.join(t('organisations.comma')) },
        { label: t('organisations.field.officePhone'), value: unit.officePhone },
        { label: t('organisations.field.division'), value: `${divisionName} ${unit.divisionCode}`.trim() },
        { label: t('organisations.field.slug'), value: unit.slug },
        {
          label: t('organisations.field.closed'),
          value: unit.activeToOn === null ? null : format.day(unit.activeToOn),
        },
      ]}
    />
  )
}

function Duties({ unit }: { unit: UnitDetail }) {
  const t = useWords()
  return (
    <section aria-labelledby="organisations-duties" className="organisations-part">
      <header>
        <h3 id="organisations-duties">{t('organisations.duties')}</h3>
        {unit.may.duties ? (
          <Link to="/organisations/$unitId/duties" params={{ unitId: unit.id }}>
            {t('organisations.page.duties')}
          </Link>
        ) : null}
      </header>
      {unit.duties.length === 0 ? <p className="organisations-nothing">{t('organisations.dutiesNone')}</p> : null}
      <ol className="organisations-duties">
        {unit.duties.map((duty) => (
          <li key={duty.text}>
            <p>{duty.text}</p>
            <p>
              {duty.keywords.map((word) => (
                <Tag key={word}>{word}</Tag>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
