import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '#platform/http/endpoint.ts'
import { useParam } from '#platform/ui/address.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { useWords } from '#platform/ui/words.tsx'
import { standingApi } from '../../standing/contract.ts'
import { SelfCheck } from '../head.tsx'
import '../ladder.css'
import { FirmLadder } from './firm-ladder.tsx'

/** How one firm stands by each rule, why, and what another figure would change. */
export function FirmPage() {
  const result = useCall(standingApi.firm, { params: { id: useParam('firmId') } })
  return <Page titleKey="ladder.page.firm" result={result} />
}

/** The same for the firm's own people, on a phone. */
export function MinePage() {
  return <Page titleKey="ladder.page.mine" result={useCall(standingApi.mine, {})} />
}

type Firm = AnswerOf<typeof standingApi.firm>

function Page({ titleKey, result }: { titleKey: string; result: Parameters<typeof DetailPage<Firm>>[0]['result'] }) {
  const t = useWords()
  return (
    <DetailPage<Firm>
      titleKey={titleKey}
      result={result}
      title={({ firm }) => firm.name}
      lead={() => t('ladder.firm.lead')}
      actions={({ firm }) => (
        <Link className="button-link" to={titleKey === 'ladder.page.mine' ? '/my-firm' : `/firms/${firm.id}`}>
          {t('ladder.firm.registry')}
        </Link>
      )}
    >
      {(data) => (
        <>
          <SelfCheck onDay={data.onDay} />
          <FirmLadder data={data} />
        </>
      )}
    </DetailPage>
  )
}
