import { Light, type LightColour } from '#platform/ui/light.tsx'
import { useWords } from '#platform/ui/words.tsx'
import type { AccountState, GrantState } from '../../accounts/rules.ts'

const accountColours: Record<AccountState, LightColour> = {
  active: 'green',
  locked: 'red',
  'without-role': 'amber',
  closed: 'grey',
}

export function AccountLight({ state }: { state: AccountState }) {
  const t = useWords()
  return <Light colour={accountColours[state]}>{t(`accounts.state.${state}`)}</Light>
}

const grantColours: Record<GrantState, LightColour> = { now: 'green', before: 'blue', over: 'grey' }

export function GrantLight({ state }: { state: GrantState }) {
  const t = useWords()
  return <Light colour={grantColours[state]}>{t(`accounts.grant.${state}`)}</Light>
}
