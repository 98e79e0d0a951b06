import { BellOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Badge } from 'antd'
import { alertsApi } from '#platform/alerts/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useWords } from '#platform/ui/words.tsx'
import './alerts.css'

const everyMilliseconds = 30_000

/** How many alerts wait for whoever is signed in; leads to them. */
export function AlertBell() {
  const t = useWords()
  const { data } = useCall(alertsApi.count, {}, { everyMilliseconds })
  const open = data?.open ?? 0
  return (
    <Link to="/alerts" className="alert-bell" aria-label={t('alerts.page.bell', { open })}>
      <Badge count={open} overflowCount={99} size="small">
        <BellOutlined aria-hidden />
      </Badge>
    </Link>
  )
}
