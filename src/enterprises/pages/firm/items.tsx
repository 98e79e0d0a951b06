import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { firmApi, type ItemKind, itemKinds } from '../../firm/contract.ts'
import { type FirmView, wholeFirmApi } from '../../firm/whole/contract.ts'
import { AddItemDialog } from './add-item.tsx'
import { Section } from './section.tsx'

interface Row {
  id: string
  words: ReactNode
  label: string
  isFixed?: boolean
}

/** What a firm has many of: products, rights, awards, ties, names. */
export function Items({ firm }: { firm: FirmView }) {
  const t = useWords()
  const rows = useRows(firm)
  const [added, add] = useState<ItemKind | null>(null)
  const remove = useSend(firmApi.removeItem, { stale: [wholeFirmApi.get] })
  return (
    <>
      {added ? <AddItemDialog firmId={firm.id} kind={added} onClose={() => add(null)} /> : null}
      {itemKinds
        .filter((kind) => firm.mayKeep || rows[kind].length > 0)
        .map((kind) => (
          <Section
            key={kind}
            id={`firm-${kind}`}
            title={t(`enterprises.items.${kind}`)}
            action={
              firm.mayKeep ? <Button onClick={() => add(kind)}>{t(`enterprises.items.${kind}.add`)}</Button> : null
            }
          >
            {rows[kind].length === 0 ? <p className="enterprises-soft">{t('enterprises.items.none')}</p> : null}
            <ul className="enterprises-timeline">
              {rows[kind].map(({ id, words, label, isFixed }) => (
                <li key={id}>
                  {words}
                  {firm.mayKeep && !isFixed ? (
                    <ConfirmButton
                      type="link"
                      size="small"
                      question={t('enterprises.items.remove', { name: label })}
                      aria-label={t('enterprises.items.remove', { name: label })}
                      onConfirm={() => remove.mutate({ params: { id: firm.id, kind, item: id } })}
                    >
                      {t('enterprises.items.take')}
                    </ConfirmButton>
                  ) : null}
                </li>
              ))}
            </ul>
          </Section>
        ))}
    </>
  )
}

function useRows(firm: FirmView): Record<ItemKind, Row[]> {
  const t = useWords()
  const format = useFormat()
  const share = (value: number | null) => (value === null ? null : format.share(value / 10_000))
  const line = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')
  return {
    product: firm.products.map(({ id, name, isLeading, revenueShare, note }) => ({
      ...{ id, label: name },
      words: line(name, isLeading && t('enterprises.items.leading'), share(revenueShare), note),
    })),
    right: firm.rights.map((right) => ({
      ...{ id: right.id, label: right.name },
      words: line(
        right.name,
        t(`enterprises.right.${right.kind}`),
        t('enterprises.right.class', { class: right.rightClass }),
        right.number,
        t(`enterprises.right.${right.origin}`),
        format.day(right.grantedOn),
        right.isForLeadingProduct && t('enterprises.right.leading'),
        right.isApplied && t('enterprises.right.applied'),
        right.isHighValue && t('enterprises.right.highValue'),
      ),
    })),
    award: firm.awards.map(({ id, name, level, year, rank }) => ({
      ...{ id, label: name },
      words: line(
        name,
        t(`enterprises.award.${level}`),
        String(year),
        rank !== null && t('enterprises.award.rank', { rank }),
      ),
    })),
    link: firm.links.map(({ id, kind, otherId, otherName, share: held, isIncoming }) => ({
      ...{ id, label: otherName, isFixed: isIncoming },
      words: (
        <>
          {t(isIncoming ? `enterprises.link.from.${kind}` : `enterprises.link.${kind}`)}{' '}
          {otherId === null ? otherName : <Link to={`/firms/${otherId}`}>{otherName}</Link>} {share(held)}
        </>
      ),
    })),
    name: firm.names.map(({ id, kind, name, until }) => ({
      ...{ id, label: name },
      words: line(
        name,
        t(`enterprises.name.${kind}`),
        until !== null && t('enterprises.name.until', { day: format.day(until) }),
      ),
    })),
  }
}
