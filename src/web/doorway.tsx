import type { ReactNode } from 'react'
import { useLanguage, useWords } from '#platform/ui/words.tsx'

interface Props {
  /** A quiet sentence below the form. */
  hint?: string
  children: ReactNode
}

/** The frame of the pages before sign-in: the name, the promise, and one form. */
export function Doorway({ hint, children }: Props) {
  const t = useWords()
  const { language, choose } = useLanguage()
  const promises = ['quoted', 'owned', 'dated', 'returned'].map((one) => t(`web.promise.${one}`))
  return (
    <main className="doorway">
      <section className="doorway-name">
        <BridgeDrawing />
        <h1>{t('platform.product')}</h1>
        <p className="doorway-line">{t('web.line')}</p>
        <ul>
          {promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </section>
      <section className="doorway-form">
        <div className="doorway-card">{children}</div>
        {hint ? <p className="doorway-hint">{hint}</p> : null}
        <button
          type="button"
          className="quiet-button"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
        >
          {t('web.otherLanguage')}
        </button>
      </section>
    </main>
  )
}

/** A suspension bridge in a few lines: two towers, a cable, its hangers and the deck. */
function BridgeDrawing() {
  const hangers = Array.from({ length: 17 }, (_, index) => 40 + index * 20)
  return (
    <svg className="bridge" viewBox="0 0 400 110" aria-hidden="true">
      <path d="M0 72 Q60 66 100 14 Q200 118 300 14 Q340 66 400 72" />
      <path d="M100 8V104M300 8V104" className="bridge-tower" />
      <path d="M0 86H400" className="bridge-deck" />
      {hangers.map((x) => (
        <path key={x} d={`M${x} ${cableHeight(x)}V86`} className="bridge-hanger" />
      ))}
    </svg>
  )
}

/** Height of the drawn cable above a point: solves the two curves of the path for it. */
function cableHeight(x: number): number {
  const fromMiddle = Math.abs(x - 200)
  if (fromMiddle <= 100) {
    const along = (100 - fromMiddle) / 200
    return 14 + 208 * along * (1 - along)
  }
  const along = (Math.sqrt(6400 + 80 * (fromMiddle - 100)) - 80) / 40
  return 14 + 104 * along - 46 * along ** 2
}
