import '../requests.css'
import '../requests-front.css'
import { ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { cityOfAddress, openAddress } from './city.ts'

/** Large enough for a thumb, and to read at arm's length. */
const large = { token: { fontSize: 17, controlHeight: 46, controlHeightSM: 36, paddingContentVertical: 10 } }

/** Everything of the firm's pages is drawn larger than in an office. */
export function ThumbFirst({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider theme={large}>
      <div className="requests-front">{children}</div>
    </ConfigProvider>
  )
}

interface Props {
  here: '/ask' | '/follow' | '/open/requests'
  children: ReactNode
}

/** The frame of a page that is open to everybody: whose it is, the other page, the language. */
export function FrontFrame({ here, children }: Props) {
  const t = useWords()
  const { language, choose } = useLanguage()
  const city = cityOfAddress()
  return (
    <div className={here === '/open/requests' ? 'requests-open is-wide' : 'requests-open'}>
      <header className="requests-open-bar">
        <a className="requests-open-brand" href="/">
          {t('platform.product')}
        </a>
        <nav aria-label={t('requests.front.pages')}>
          {(['/ask', '/follow'] as const).map((path) => (
            <a
              key={path}
              href={openAddress(path, city)}
              {...(path === here ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`requests.front.to${path.replace('/', '.')}`)}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <ThumbFirst>{children}</ThumbFirst>
      </main>
      <footer className="requests-open-foot">
        <a href="/">{t('requests.front.to.signIn')}</a>
        {here === '/open/requests' ? null : <a href={openAddress('/open/requests', city)}>{t('requests.open.link')}</a>}
        <button
          type="button"
          className="quiet-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
        >
          {t('web.otherLanguage')}
        </button>
      </footer>
    </div>
  )
}
