import { useFormat, useLanguage, useWords } from '#platform/ui/words.tsx'
import type { FirmView } from '../../firm/whole/contract.ts'
import { useFigureWords } from '../names.ts'
import { Section } from './section.tsx'

/** The size class with what made it: each figure against its bounds. */
export function Size({ firm: { size } }: { firm: FirmView }) {
  const t = useWords()
  const format = useFormat()
  const { language } = useLanguage()
  const words = useFigureWords()
  const missing = size.reasons.filter(({ value, reaches }) => value === null && reaches === null)
  return (
    <Section id="firm-size" title={t('enterprises.firm.size', { size: t(`enterprises.size.${size.sizeClass}`) })}>
      <p>
        {size.why === 'missing-figures'
          ? t('enterprises.size.missing', {
              figures: missing.map(({ indicator }) => t(`enterprises.field.${indicator}`)).join(t('enterprises.comma')),
            })
          : t(`enterprises.size.why.${size.why}`, { year: size.year ?? '' })}
      </p>
      {size.reasons.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className="list-scroll" tabIndex={0} aria-label={t('enterprises.size.table')}>
          <table className="list-table enterprises-figures">
            <thead>
              <tr>
                <th scope="col">{size.industry?.[language]}</th>
                <th scope="col" className="is-number">
                  {size.year ?? '–'}
                </th>
                {(['large', 'medium', 'small'] as const).map((one) => (
                  <th key={one} scope="col" className="is-number">
                    {t('enterprises.size.from', { size: t(`enterprises.size.${one}`) })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {size.reasons.map(({ indicator, value, reaches, bounds }) => (
                <tr key={indicator}>
                  <td>{t(`enterprises.field.${indicator}`)}</td>
                  <td className="is-number">
                    {value === null
                      ? reaches === null
                        ? '–'
                        : t('enterprises.figure.hidden')
                      : words(indicator, value)}
                    {reaches === null ? '' : ` (${t(`enterprises.size.${reaches}`)})`}
                  </td>
                  {(['large', 'medium', 'small'] as const).map((one) => (
                    <td key={one} className="is-number">
                      {indicator === 'employees' ? format.number(bounds[one]) : words(indicator, bounds[one])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <p className="enterprises-soft">{size.source}</p>
    </Section>
  )
}
