/** Words of the audit: its page, its commands, what may be wrong with a chain. */
export const zh = {
  'audit.verifyStopped': '校验被停止，结果不完整。请重新校验。',
  'audit.archiveTooYoung':
    '审计日志至少保留 {months} 个月，今天最晚可以归档 {latest} 之前的记录。请把 --before 改为 {latest} 或更早的日期。',
  'audit.archiveBroken':
    '审计链在第 {position} 条处校验不通过，没有归档，数据没有改动。请先运行 audit verify 查明原因。',
  'audit.archiveNothing': '{before} 之前没有可以归档的记录，数据没有改动。',
  'audit.archiveExists': '文件 {path} 已经存在，没有覆盖它，数据没有改动。请换一个文件名，或确认它无用后移走。',
  'audit.archiveChanged': '归档期间数据库里的审计链有变化，归档没有完成，记录仍在数据库里。请重新运行归档。',
  'audit.archiveMissing': '找不到归档文件 {path}。请检查路径。',
  'audit.archiveDamaged': '归档文件 {path} 不完整或被改动过，不能证明其内容。请使用另一份备份。',

  'audit.fault.link-missing': '缺少这一条封存记录',
  'audit.fault.row-missing': '封存的审计记录不见了',
  'audit.fault.row-changed': '审计记录被改动',
  'audit.fault.details-changed': '审计记录的明细被改动或删去',
  'audit.fault.details-erased-unrecorded': '明细被清除，但没有清除的记录',
  'audit.fault.hash-wrong': '封存记录的散列值不符，封存记录或审计记录被改动',
  'audit.fault.row-not-sealed': '有审计记录在封存之外，不是由系统写入的',
  'audit.fault.archive-does-not-fit': '归档留下的衔接信息被改动',
  'audit.fault.head-not-on-chain': '留存的链尾不在链上，其后的记录被截去或重写',

  'audit.cli.usage': `用法：
  daqiao audit verify [--city 城市包] [--head 序号:散列值] [--json]   校验审计链，指出第一处不符
  daqiao audit verify --archive 文件 [--city 城市包] [--json]         校验归档文件，并看它与数据库是否衔接
  daqiao audit archive --before 年-月-日 [--city 城市包] [--out 文件] [--json]   把旧记录移入归档文件`,
  'audit.cli.city': '城市 {city} 的审计链',
  'audit.cli.nobody': '未登录访问的审计链（000000）',
  'audit.cli.archived': '  已归档：{archived} 条，在 {archives} 个文件里',
  'audit.cli.whole': '  完整：{links} 条，{from} 至 {to}',
  'audit.cli.broken': '  不符：第 {position} 条，{at}，{action}：{what}',
  'audit.cli.holdsBefore': '  在它之前的 {links} 条相符',
  'audit.cli.erased': '  其中 {erased} 条的明细已按规定清除',
  'audit.cli.waiting': '  {waiting} 条刚写入，等待封存',
  'audit.cli.keptFits': '  留存的链尾（第 {position} 条）在链上',
  'audit.cli.keptArchived': '  留存的链尾（第 {position} 条）在归档文件里，请用 --archive 校验',
  'audit.cli.head': '  链尾：{position}:{hash}',
  'audit.cli.file': '归档文件 {path}：城市 {city}，第 {first} 至 {last} 条',
  'audit.cli.sha256': '  文件 SHA-256：{sha256}',
  'audit.cli.join.anchor': '  与数据库衔接：数据库里的审计链从这个文件的末尾继续',
  'audit.cli.join.still-here': '  这些记录仍在数据库里，还没有移出',
  'audit.cli.join.other-file': '  与数据库衔接，但数据库登记的是同一段的另一个文件',
  'audit.cli.join.unknown': '  与这个数据库不衔接：数据库不认得这一段',
  'audit.cli.join.no-database': '  这里没有数据库，只校验了文件本身',
  'audit.cli.moved': '已归档 {links} 条，{from} 至 {to}',
  'audit.cli.movedTo': '  文件：{path}',
  'audit.cli.keepFile': '  请把文件和上面的散列值分别备份；数据库里已没有这些记录。',
} as const
