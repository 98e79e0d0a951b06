import { type MyAccount, platformApi } from '#platform/contract.ts'
import { AlertsPart } from '#platform/pages/account/alerts-part.tsx'
import { PasswordPart } from '#platform/pages/account/password-part.tsx'
import { SecondFactorPart } from '#platform/pages/account/second-factor-part.tsx'
import { SessionsPart } from '#platform/pages/account/sessions-part.tsx'
import { SignOnPart } from '#platform/pages/account/sign-on-part.tsx'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { MyPosts } from './my-posts.tsx'

/** One's own account: posts and who acts in them, password, second factor, where one is signed in. */
export function MyAccountPage() {
  const t = useWords()
  const format = useFormat()
  const result = useCall(platformApi.myAccount, {})
  const lead = ({ name, username, lastSignInAt }: MyAccount) =>
    [
      t('accounts.nameAndUser', { name, username }),
      lastSignInAt ? t('account.lastSignIn', { moment: format.moment(lastSignInAt) }) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <DetailPage titleKey="account.page" result={result} title={() => t('account.page')} lead={lead}>
      {(account) => (
        <>
          <MyPosts account={account} />
          <AlertsPart />
          <PasswordPart account={account} />
          <SecondFactorPart account={account} />
          <SessionsPart />
          <SignOnPart />
        </>
      )}
    </DetailPage>
  )
}
