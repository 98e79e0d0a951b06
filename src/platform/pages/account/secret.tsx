import { QRCode } from 'antd'
import { CopyButton } from '#platform/ui/copy-button.tsx'
import { useWords } from '#platform/ui/words.tsx'
import './account.css'
import { groupsOfFour } from './secret-text.ts'

/** Scanners want dark squares on a light ground, in either look of the pages. */
const black = '#000000'
const white = '#ffffff'

interface Props {
  /** What an authenticator app scans. */
  uri: string
  /** The same to type. */
  secret: string
}

/** The secret for an authenticator app: to scan, or to type in groups of four. */
export function Secret({ uri, secret }: Props) {
  const t = useWords()
  return (
    <div className="account-secret">
      <QRCode
        aria-label={t('account.secondFactor.picture')}
        value={uri}
        type="svg"
        size={184}
        color={black}
        bgColor={white}
      />
      <div>
        <p>{t('account.secondFactor.byHand')}</p>
        <p>
          <code className="account-secret-text">{groupsOfFour(secret)}</code>
        </p>
        <CopyButton text={secret} size="small">
          {t('account.secondFactor.copy')}
        </CopyButton>
      </div>
    </div>
  )
}
