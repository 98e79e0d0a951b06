import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { RevealButton } from '#platform/personal-data/reveal-button.tsx'
import { useSend } from '#platform/ui/calls.ts'
import { ConfirmButton } from '#platform/ui/confirm-button.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { organisationsApi as api, type UnitDetail } from '../contract.ts'
import { callers } from '../rules.ts'

type Post = UnitDetail['posts'][number]

/** Who holds the posts of a unit, and who held them before. */
export function Posts({ unit }: { unit: UnitDetail }) {
  const t = useWords()
  const now = unit.posts.filter(({ toOn }) => toOn === null)
  const before = unit.posts.filter(({ toOn }) => toOn !== null)
  return (
    <section aria-labelledby="organisations-posts" className="organisations-part">
      <header>
        <h3 id="organisations-posts">{t('organisations.posts')}</h3>
        {unit.may.people ? (
          <Link to="/organisations/$unitId/post" params={{ unitId: unit.id }}>
            {t('organisations.page.post')}
          </Link>
        ) : null}
      </header>
      {now.length === 0 ? <p className="organisations-nothing">{t('organisations.postsNone')}</p> : null}
      <ul className="organisations-posts">
        {now.map((post) => (
          <PostRow key={post.id} post={post} unit={unit} />
        ))}
      </ul>
      {before.length > 0 ? (
        <details>
          <summary>{t('organisations.postsBefore', { count: before.length })}</summary>
          <ul className="organisations-posts">
            {before.map((post) => (
              <PastPost key={post.id} post={post} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function PostRow({ post, unit }: { post: Post; unit: UnitDetail }) {
  const t = useWords()
  const format = useFormat()
  const end = useSend(api.endPost, { stale: [api.listUnits, api.getUnit] })
  const { person, title } = post
  return (
    <li>
      <div className="organisations-person">
        <strong>{person.name}</strong>
        <span>{title}</span>
        <span className="organisations-soft">{t('organisations.since', { day: format.day(post.fromOn) })}</span>
      </div>
      <Phone post={post} />
      {unit.may.people ? (
        <div className="organisations-row-actions">
          <Link to="/organisations/$unitId/posts/$postId" params={{ unitId: unit.id, postId: post.id }}>
            {t('organisations.correct')}
          </Link>
          <ConfirmButton
            size="small"
            loading={end.isPending}
            question={t('organisations.endQuestion', { name: person.name, title })}
            consequence={t('organisations.endConsequence')}
            onConfirm={() => end.mutate({ params: { id: post.id }, body: {} })}
          >
            {t('organisations.end')}
          </ConfirmButton>
        </div>
      ) : null}
    </li>
  )
}

/** The masked number, and the whole one for whoever gives a reason. */
function Phone({ post }: { post: Post }) {
  const t = useWords()
  const mayReveal = callers.includes(useMe().role)
  const [shown, setShown] = useState<string | null>(null)
  const reveal = useSend(api.revealPhone, { onDone: ({ phone }) => setShown(phone) })
  const { id, name, phone } = post.person
  if (phone === null) return <span className="organisations-soft">{t('organisations.phoneNone')}</span>
  return (
    <span className="organisations-phone">
      {shown ?? phone}
      {shown === null && mayReveal ? (
        <RevealButton
          name={name}
          isPending={reveal.isPending}
          onReveal={(body) => reveal.mutate({ params: { id }, body })}
        />
      ) : null}
    </span>
  )
}

function PastPost({ post }: { post: Post }) {
  const t = useWords()
  const format = useFormat()
  const facts = { from: format.day(post.fromOn), to: format.day(post.toOn ?? post.fromOn) }
  return (
    <li>
      <div className="organisations-person">
        <strong>{post.person.name}</strong>
        <span>{post.title}</span>
        <span className="organisations-soft">{t('organisations.fromTo', facts)}</span>
      </div>
    </li>
  )
}
