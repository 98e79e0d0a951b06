import { Link } from '@tanstack/react-router'
import { useWords } from '#platform/ui/words.tsx'

/** What stands beside everything the ladder shows, and the day its firms were judged for. */
export function SelfCheck({ onDay }: { onDay: string | null }) {
  const t = useWords()
  return (
    <p className="ladder-self-check" role="note">
      <strong>{t('ladder.selfCheckOnly')}</strong>{' '}
      {onDay === null ? t('ladder.notJudged') : t('ladder.judgedOn', { day: onDay })}
    </p>
  )
}

/** The pages about all firms, beside one another. */
export function LadderViews() {
  const t = useWords()
  return (
    <nav className="ladder-views" aria-label={t('ladder.views')}>
      <Link to="/ladder" activeOptions={{ exact: true }}>
        {t('ladder.page.overview')}
      </Link>
      <Link to="/ladder/candidates" search={{ rule: 'srdi-sme' }} activeOptions={{ includeSearch: false }}>
        {t('ladder.page.candidates')}
      </Link>
      <Link to="/ladder/renewals">{t('ladder.page.renewals')}</Link>
      <Link to="/ladder/log">{t('ladder.page.log')}</Link>
    </nav>
  )
}
