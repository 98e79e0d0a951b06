import { UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { platformApi } from '#platform/contract.ts'
import { useSend } from '#platform/ui/calls.ts'
import { openKeyHelp } from '#platform/ui/key-help.tsx'
import { useMe } from '#platform/ui/me.ts'
import { reportFailure } from '#platform/ui/signals.ts'
import { useLanguage, useWords } from '#platform/ui/words.tsx'
import { signOut } from './session.ts'
import { useThemeSetting } from './settings.ts'
import { type ThemeChoice, themeChoices } from './theme.ts'

/** Who is signed in, in which post; language, look and the way out. */
export function UserMenu() {
  const t = useWords()
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const post = me.posts.find(({ grantId }) => grantId === me.grantId)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<UserPanel onLeave={() => setOpen(false)} />}
    >
      <Button
        type="text"
        className="user-button"
        icon={<UserOutlined aria-hidden />}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
      >
        <span className="user-name">{me.name}</span>
        <span className="user-post">{post?.post || t(`ui.role.${me.role}`)}</span>
      </Button>
    </Popover>
  )
}

function UserPanel({ onLeave }: { onLeave: () => void }) {
  const t = useWords()
  const me = useMe()
  const { language, choose } = useLanguage()
  const theme = useThemeSetting()
  // Everything on screen belongs to the old post, so the page starts anew.
  const choosePost = useSend(platformApi.choosePost, { onDone: () => location.assign('/') })
  const leave = () =>
    void signOut().then(
      (next) => location.assign(next),
      (error) => reportFailure(error, true),
    )

  return (
    <div className="user-panel">
      <p className="user-panel-name">
        {me.name}
        <span>{t(`ui.role.${me.role}`)}</span>
      </p>
      {me.posts.length > 1 ? (
        <section aria-label={t('web.posts')}>
          <h2>{t('web.posts')}</h2>
          {me.posts.map(({ grantId, post, role, actingFor }) => (
            <Button
              key={grantId}
              block
              className="post-button"
              type={grantId === me.grantId ? 'primary' : 'default'}
              aria-pressed={grantId === me.grantId}
              disabled={choosePost.isPending}
              onClick={() => grantId !== me.grantId && choosePost.mutate({ body: { grantId } })}
            >
              {post || t(`ui.role.${role}`)}
              {actingFor ? <> · {t('account.actingOf', { name: actingFor })}</> : null}
            </Button>
          ))}
        </section>
      ) : null}
      <Link to="/account" className="button-link user-account" onClick={onLeave}>
        {t('account.page')}
      </Link>
      <section>
        <h2>{t('web.language')}</h2>
        <Segmented
          block
          aria-label={t('web.language')}
          value={language}
          options={[
            { value: 'zh', label: t('web.language.zh') },
            { value: 'en', label: t('web.language.en') },
          ]}
          onChange={(value) => choose(value === 'en' ? 'en' : 'zh')}
        />
      </section>
      <section>
        <h2>{t('web.theme')}</h2>
        <Segmented<ThemeChoice>
          block
          aria-label={t('web.theme')}
          value={theme.choice}
          options={themeChoices.map((value) => ({ value, label: t(`web.theme.${value}`) }))}
          onChange={theme.choose}
        />
      </section>
      <Button
        block
        className="post-button"
        onClick={() => {
          onLeave()
          openKeyHelp()
        }}
      >
        {t('ui.keys.title')} <kbd>?</kbd>
      </Button>
      <Button block onClick={leave}>
        {t('web.signOut')}
      </Button>
    </div>
  )
}
