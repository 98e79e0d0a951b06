import { Alert } from 'antd'
import { useWords } from '#platform/ui/words.tsx'

/** Where the law wants reports of violations to go; national numbers, the same in every city. */
const lawful = [
  { name: 'discipline', phone: '12388' },
  { name: 'market', phone: '12315' },
  { name: 'safety', phone: '12350' },
  { name: 'ecology', phone: '12369' },
  { name: 'tax', phone: '12366' },
] as const

/** A tip-off is not taken here, lest who gives it becomes known: whom to ring instead. */
export function TipOff() {
  const t = useWords()
  return (
    <Alert
      className="requests-front-block"
      type="warning"
      role="alert"
      title={t('requests.front.tipOff')}
      description={
        <>
          <p>{t('requests.front.tipOff.text')}</p>
          <ul className="requests-front-phones">
            {lawful.map(({ name, phone }) => (
              <li key={name}>
                <a href={`tel:${phone}`}>
                  <strong>{phone}</strong> {t(`requests.front.tipOff.${name}`)}
                </a>
              </li>
            ))}
          </ul>
          <p>{t('requests.front.tipOff.other')}</p>
        </>
      }
    />
  )
}
