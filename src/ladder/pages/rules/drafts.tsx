import { Link } from '@tanstack/react-router'
import { useCall, useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { Light } from '#platform/ui/light.tsx'
import { rulesApi } from '../../rule-changes/contract.ts'
import type { RuleTitle } from '../../rules.ts'
import { useLadderWords } from '../words.ts'

/** Drafts of the city: whoever may propose rules continues any of them. */
export function Drafts({ titles }: { titles: readonly RuleTitle[] }) {
  const { t, format, said, rule: ruleWord } = useLadderWords()
  const { data } = useCall(rulesApi.drafts, {})
  const drop = useSend(rulesApi.dropDraft, { stale: [rulesApi.drafts] })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="ladder-rung" aria-labelledby="ladder-drafts">
      <h2 id="ladder-drafts">{t('ladder.drafts')}</h2>
      <ul className="ladder-criteria">
        {data.rows.map(({ id, rule, name, isWaiting, updatedByName, updatedAt, version }) => {
          const title = name ? said(name) || rule : ruleWord(rule, titles)
          const by = t('ladder.drafts.by', { name: updatedByName, moment: format.moment(updatedAt) })
          return (
            <li key={id}>
              {name ? (
                <Link to="/ladder/rules/drafts/$draftId" params={{ draftId: id }}>
                  {title}
                </Link>
              ) : (
                <Link to="/ladder/rules" search={{ rule, draft: id }}>
                  {t('ladder.drafts.numbers', { title })}
                </Link>
              )}
              <span>{by}</span>
              {isWaiting ? (
                <Light colour="blue">{t('ladder.drafts.waiting')}</Light>
              ) : (
                <ConfirmButton
                  size="small"
                  question={t('ladder.drafts.dropQuestion', { title })}
                  onConfirm={() => drop.mutate({ params: { id }, body: { version } })}
                >
                  {t('ladder.drafts.drop')}
                </ConfirmButton>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
