import { Pagination } from 'antd'
import { useAddressQuery } from '#platform/ui/address.ts'

/** The pages of a list, when there is more than one. */
export function Pages({ total, pageSize }: { total: number; pageSize: number }) {
  const [address, change] = useAddressQuery()
  if (total <= pageSize) return null
  return (
    <Pagination
      current={Number(address.page ?? 1)}
      total={total}
      pageSize={pageSize}
      showSizeChanger={false}
      onChange={(page) => change({ page: String(page) })}
    />
  )
}
