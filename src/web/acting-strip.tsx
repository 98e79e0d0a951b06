import { platformApi } from '#platform/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'

/** Says on every page whose post one acts in, and until when (代理). */
export function ActingStrip() {
  const t = useWords()
  const format = useFormat()
  const { posts, grantId } = useMe()
  const post = posts.find((one) => one.grantId === grantId)
  const isActing = Boolean(post?.actingFor)
  const { data } = useCall(platformApi.myAccount, {}, { enabled: isActing })
  if (!post?.actingFor) return null
  const until = data?.posts.find((one) => one.grantId === grantId)?.toOn
  const facts = { name: post.actingFor, post: post.post || t(`ui.role.${post.role}`) }
  return (
    <p className="acting-strip" role="note">
      {until ? t('web.acting.until', { ...facts, day: format.day(until) }) : t('web.acting', facts)}
    </p>
  )
}
