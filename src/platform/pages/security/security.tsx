import { Link } from '@tanstack/react-router'
import { platformApi as api, type ParametersVersion } from '#platform/contract.ts'
import { useCall } from '#platform/ui/calls.ts'
import { DetailPage } from '#platform/ui/detail-page.tsx'
import { Light } from '#platform/ui/light.tsx'
import { useMe } from '#platform/ui/me.ts'
import { useFormat, useWords } from '#platform/ui/words.tsx'
import { changesBetween, names, valueWords } from './parameters.ts'
import './security.css'

/** The sign-in parameters in force, where they come from, and what they were before. */
export function SecurityPage() {
  const t = useWords()
  const { role } = useMe()
  const result = useCall(api.signInParameters, {})
  return (
    <DetailPage
      titleKey="security.page"
      result={result}
      title={() => t('security.page')}
      lead={() => t('security.lead')}
      actions={() =>
        role === 'security-administrator' ? (
          <Link to="/security/change" className="button-link">
            {t('security.page.change')}
          </Link>
        ) : null
      }
    >
      {({ inForce, versions }) => (
        <>
          <InForce version={inForce} />
          <History versions={versions} inForceId={inForce.id} />
        </>
      )}
    </DetailPage>
  )
}

function InForce({ version }: { version: ParametersVersion }) {
  const t = useWords()
  return (
    <section className="security-sheet" aria-labelledby="security-now">
      <h2 id="security-now">{t('security.inForce')}</h2>
      <Origin version={version} />
      <table className="security-table">
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`security.name.${name}`)}</th>
              <td>{valueWords(t, version.parameters, name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Since when, by whom, and on what ground. */
function Origin({ version }: { version: ParametersVersion }) {
  const t = useWords()
  const format = useFormat()
  const { validFromOn, isNational, enactedBy, enactedAt, source } = version
  const who = isNational
    ? t('security.shipped')
    : t('security.enacted', { name: enactedBy ?? t('security.somebody'), moment: format.moment(enactedAt) })
  return (
    <p className="security-soft">
      {t('security.since', { day: format.day(validFromOn) })} {who}
      <br />
      {t('security.source', { source })}
    </p>
  )
}

interface HistoryProps {
  versions: readonly ParametersVersion[]
  inForceId: string
}

function History({ versions, inForceId }: HistoryProps) {
  const t = useWords()
  return (
    <section aria-labelledby="security-history">
      <h2 id="security-history" className="security-heading">
        {t('security.history')}
      </h2>
      <ol className="security-history">
        {versions.map((version, at) => (
          <Past key={version.id} version={version} before={versions[at + 1]} isInForce={version.id === inForceId} />
        ))}
      </ol>
    </section>
  )
}

interface PastProps {
  version: ParametersVersion
  before: ParametersVersion | undefined
  isInForce: boolean
}

function Past({ version, before, isInForce }: PastProps) {
  const t = useWords()
  const changes = before ? changesBetween(t, before.parameters, version.parameters) : []
  return (
    <li>
      {isInForce ? <Light colour="green">{t('security.inForce')}</Light> : null}
      <Origin version={version} />
      {changes.length > 0 ? (
        <ul>
          {changes.map((change) => (
            <li key={change.name}>
              {t('security.changed', {
                name: t(`security.name.${change.name}`),
                before: change.before,
                after: change.after,
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
