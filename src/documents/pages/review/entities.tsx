import { useFormat, useWords } from '#platform/ui/words.tsx'

/** Names found in the text, by kind; closed until somebody asks. */
export function Entities({ entities }: { entities: Readonly<Record<string, readonly string[]>> }) {
  const t = useWords()
  const format = useFormat()
  const found = Object.entries(entities).filter(([, names]) => names.length > 0)
  const all = found.reduce((sum, [, names]) => sum + names.length, 0)
  if (all === 0) return null
  return (
    <details className="documents-entities">
      <summary>{t('documents.entitiesFound', { count: format.number(all) })}</summary>
      <dl>
        {found.map(([kind, names]) => (
          <div key={kind}>
            <dt>
              {t(`documents.entity.${kind}`)} {format.number(names.length)}
            </dt>
            <dd>
              <ul>
                {names.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
