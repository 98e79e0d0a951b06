import '../requests.css'
import './rules.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageTitle } from '#platform/ui/page-title.tsx'
import { useWords } from '#platform/ui/words.tsx'

export const ruleTabs = ['limits', 'topics', 'dispatch', 'templates'] as const
export type RuleTab = (typeof ruleTabs)[number]

const pathOf = { limits: '', topics: '/topics', dispatch: '/dispatch', templates: '/templates' } as const

/** One of the pages of the rules, with the way to the others. */
export function RulesPage({ tab, actions, children }: { tab: RuleTab; actions?: ReactNode; children: ReactNode }) {
  const t = useWords()
  return (
    <>
      <PageTitle title={t(`requests.rules.${tab}`)} lead={t(`requests.rules.${tab}.lead`)} actions={actions} />
      <nav className="requests-views" aria-label={t('requests.rules.page')}>
        {ruleTabs.map((one) => (
          <Link
            key={one}
            to={`/requests/rules${pathOf[one]}`}
            className={one === tab ? 'is-present' : ''}
            {...(one === tab ? { 'aria-current': 'page' as const } : {})}
          >
            {t(`requests.rules.${one}`)}
          </Link>
        ))}
      </nav>
      {children}
    </>
  )
}
