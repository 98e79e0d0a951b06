import '../enterprises.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useParam } from '#platform/ui/address.ts'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { DetailPage, FactList } from '#platform/ui/detail-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { firmApi } from '../../firm/contract.ts'
import { wholeFirmApi as api, type FirmView } from '../../firm/whole/contract.ts'
import { BurdenOfFirm } from '../burden/of-firm.tsx'
import { Merges } from '../duplicates/merges.tsx'
import { Authorisations } from './authorisations.tsx'
import { EditFirm } from './edit-firm.tsx'
import { Figures } from './figures.tsx'
import { Items } from './items.tsx'
import { Listings } from './listings.tsx'
import { Section } from './section.tsx'
import { Size } from './size.tsx'
import { Status } from './status.tsx'
import { Team } from './team.tsx'
import { Visits } from './visits.tsx'

/** Who is this firm, what is known of it, and who calls on it? */
export function FirmPage() {
  const t = useWords()
  const id = useParam('firmId')
  const result = useCall(api.get, { params: { id } })
  const [isEdited, edit] = useState(false)
  return (
    <DetailPage
      titleKey="enterprises.page.firm"
      result={result}
      title={({ name }) => name}
      lead={(firm) => <Lead firm={firm} />}
      actions={({ mayKeep }) =>
        mayKeep ? <Button onClick={() => edit(true)}>{t('enterprises.firm.edit')}</Button> : null
      }
    >
      {(firm) => (
        <>
          {isEdited ? <EditFirm key={firm.version} firm={firm} onClose={() => edit(false)} /> : null}
          <OldAddress asked={result.isPlaceholderData ? firm.id : id} id={firm.id} />
          <Contents firm={firm} />
          <BurdenOfFirm id={firm.id} isOwn={false} />
          {firm.mayKeep ? <Merges firm={firm} /> : null}
          <WholeFirm firm={firm} />
          {firm.mayReadNotes ? <Team firm={firm} /> : null}
          {firm.mayReadNotes ? <Visits firm={firm} /> : null}
        </>
      )}
    </DetailPage>
  )
}

/** The page is long: what stands on it, and how the firm stands on the ladder. */
function Contents({ firm: { id, mayKeep, mayReadNotes, products, rights } }: { firm: FirmView }) {
  const t = useWords()
  const parts = [
    ['firm-figures', 'enterprises.firm.figures'],
    ['firm-listings', 'enterprises.field.lists'],
    ...(mayKeep || products.length > 0 ? [['firm-product', 'enterprises.items.product'] as const] : []),
    ...(mayKeep || rights.length > 0 ? [['firm-right', 'enterprises.items.right'] as const] : []),
    ['firm-status', 'enterprises.field.status'],
    ...(mayKeep ? [['firm-words', 'enterprises.words'] as const] : []),
    ...(mayReadNotes
      ? [['firm-team', 'enterprises.team'] as const, ['firm-visits', 'enterprises.visits'] as const]
      : []),
  ] as const
  return (
    <nav className="enterprises-screen" aria-label={t('enterprises.firm.contents')}>
      <ul className="enterprises-contents">
        {parts.map(([part, words]) => (
          <li key={part}>
            <a href={`#${part}`}>{t(words)}</a>
          </li>
        ))}
        {mayReadNotes ? (
          <li>
            <Link to={`/ladder/firms/${id}`}>{t('enterprises.firm.ladder')}</Link>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

/** A link to an entry that was merged leads on to the one that stays. */
function OldAddress({ asked, id }: { asked: string; id: string }) {
  const navigate = useNavigate()
  useEffect(() => {
    if (asked !== id) void navigate({ to: `/firms/${id}`, replace: true })
  }, [asked, id, navigate])
  return null
}

export function Lead({ firm }: { firm: FirmView }) {
  const t = useWords()
  return (
    <>
      <Light colour={firm.status === 'active' ? 'green' : 'grey'}>{t(`enterprises.status.${firm.status}`)}</Light>{' '}
      {firm.creditCode ?? t(`enterprises.noCode.${firm.noCodeReason ?? 'not-known'}`)}
    </>
  )
}

/** What officers and the firm's own people see alike. */
export function WholeFirm({ firm }: { firm: FirmView }) {
  const t = useWords()
  return (
    <>
      {firm.missing.length > 0 ? (
        <p className="enterprises-missing">
          {t('enterprises.firm.missing', { stage: t(`enterprises.stage.${firm.stage}`) })}{' '}
          {firm.missing.map((field) => t(`enterprises.field.${field}`)).join(t('enterprises.comma'))}
        </p>
      ) : null}
      <Basics firm={firm} />
      <Size firm={firm} />
      <Figures firm={firm} />
      <Listings firm={firm} />
      <Items firm={firm} />
      <Status firm={firm} />
      <Authorisations firm={firm} />
    </>
  )
}

function Basics({ firm }: { firm: FirmView }) {
  const t = useWords()
  const { profile } = firm
  const yesNo = (value: boolean | null) => (value === null ? null : t(value ? 'enterprises.yes' : 'enterprises.no'))
  return (
    <Section id="firm-basics" title={t('enterprises.firm.basics')}>
      <FactList
        facts={[
          { label: t('enterprises.field.shortName'), value: firm.shortName === firm.name ? null : firm.shortName },
          {
            label: t('enterprises.firm.names'),
            value: firm.names.map(({ name }) => name).join(t('enterprises.comma')),
          },
          { label: t('enterprises.field.division'), value: firm.divisionName },
          { label: t('enterprises.field.address'), value: firm.address },
          { label: t('enterprises.firm.oldNumber'), value: firm.oldNumber },
          {
            label: t('enterprises.field.industry-code'),
            value: firm.industry.map(({ code, name }) => `${code} ${name}`).join(' › '),
          },
          { label: t('enterprises.field.contact'), value: <Contact key={firm.id} firm={firm} /> },
          { label: t('enterprises.field.founded-on'), value: profile.foundedOn },
          { label: t('enterprises.field.leading-product'), value: profile.leadingProduct },
          { label: t('enterprises.field.segment-since-year'), value: profile.segmentSinceYear },
          {
            label: t('enterprises.field.rd-institution'),
            value: profile.rdInstitution === null ? null : t(`enterprises.rd.${profile.rdInstitution}`),
          },
          { label: t('enterprises.field.digital-level'), value: profile.digitalLevel },
          { label: t('enterprises.firm.qualityAward'), value: yesNo(profile.hasQualityAward) },
          { label: t('enterprises.firm.certificate'), value: yesNo(profile.hasManagementCertificate) },
          { label: t('enterprises.firm.brand'), value: yesNo(profile.hasOwnBrand) },
          { label: t('enterprises.firm.standards'), value: yesNo(profile.hasStandardRole) },
        ]}
      />
    </Section>
  )
}

/** Masked; the whole number on asking, which is written down. */
function Contact({ firm }: { firm: FirmView }) {
  const t = useWords()
  const show = useSend(firmApi.showContact, {})
  if (firm.contactName === null && firm.contactPhone === null) return t('enterprises.firm.noContact')
  const { contactName, contactPhone } = show.data ?? firm
  return (
    <>
      {contactName} {contactPhone}{' '}
      {firm.mayReadNotes && !show.data ? (
        <Button
          type="link"
          size="small"
          loading={show.isPending}
          onClick={() => show.mutate({ params: { id: firm.id } })}
        >
          {t('enterprises.firm.showPhone')}
        </Button>
      ) : null}
    </>
  )
}
