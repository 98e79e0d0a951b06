/** Words of the city's single sign-on: why somebody was not let in, and what is wrong in its configuration. */
export const zh = {
  'platform.signOn.notOffered': '这里没有启用统一身份认证。请用用户名和密码登录。',
  'platform.signOn.unreachable': '统一身份认证暂时连不上，未能登录。请稍后再试；有本地密码的，可先用用户名和密码登录。',
  'platform.signOn.notLinked': '本账号没有绑定统一身份认证，无需解除。',
  'platform.signOn.noOtherWay':
    '本账号由统一身份认证开立，没有密码，解除后将无法登录，所以不能解除。如需停用，请联系系统管理员。',
  'platform.signOn.refused.unknown-person':
    '统一身份认证已确认您的身份，但您在大桥还没有账号。请联系系统管理员开立账号。',
  'platform.signOn.refused.no-role':
    '统一身份认证已确认您的身份，但没有给出可在大桥办事的岗位。请联系统一身份认证的管理员核对您的角色。',
  'platform.signOn.refused.closed': '您的账号已停用，不能登录。如有疑问，请联系系统管理员。',
  'platform.signOn.refused.administrator':
    '系统、安全、审计三员的账号不通过统一身份认证登录或绑定。请用用户名、密码和动态口令登录。',
  'platform.signOn.refused.linked-elsewhere': '这个统一身份已属于另一个账号，不能再绑定。如有误，请联系系统管理员。',
  'platform.signOn.refused.other-link': '本账号已绑定另一个统一身份。请先解除原来的绑定，再重新绑定。',
  'platform.signOn.refused.expired':
    '这次登录等待过久、已经用过，或不是在这个浏览器里发起的，所以没有生效。请重新登录。',
  'platform.signOn.refused.broken-off': '统一身份认证那边没有完成登录。请重新登录，或改用用户名和密码。',
  'platform.signOn.refused.failed':
    '统一身份认证的答复没有通过核验，所以没有登录。请稍后重试；若仍不行，请告诉系统管理员。',
  'platform.signOn.config.noFile': '读不到统一身份认证的配置文件 {file}。请检查环境变量 DAQIAO_SIGN_ON 和文件权限。',
  'platform.signOn.config.yaml': '配置文件 {file} 第 {line} 行不是正确的 YAML（{problem}）。请检查缩进、冒号和引号。',
  'platform.signOn.config.missing':
    '配置文件 {file} 第 {line} 行附近缺少 {place}。请补上，写法见 docs/operations/single-sign-on.md。',
  'platform.signOn.config.unknownKey':
    '配置文件 {file} 第 {line} 行的 {place} 不是可用的项目。请删去或改正拼写，写法见 docs/operations/single-sign-on.md。',
  'platform.signOn.config.wrong':
    '配置文件 {file} 第 {line} 行的 {place} 有误（{problem}）。请改正，写法见 docs/operations/single-sign-on.md。',
  'platform.signOn.config.unsafeAddress':
    '配置文件 {file} 第 {line} 行的 {place} 必须是 https 地址（只有 127.0.0.1 和 localhost 可用 http），且不含用户名和密码。请改正。',
  'platform.signOn.config.administrator':
    '配置文件 {file} 第 {line} 行的 {place} 是三员岗位。系统、安全、审计管理员只能由两人在大桥内授予，不能由统一身份认证给出。请删去这一条。',
  'platform.signOn.config.role': '配置文件 {file} 第 {line} 行的 {place} 不是可给出的角色。可用：{known}。',
  'platform.signOn.config.secretVariable':
    '配置文件 {file} 第 {line} 行要求从环境变量 {variable} 读取客户端密钥，但它没有设置。请设置后再启动。',
  'platform.signOn.config.secretFile':
    '配置文件 {file} 第 {line} 行要求从文件 {secretFile} 读取客户端密钥，但文件读不到或是空的。请检查路径和权限。',
  'platform.signOn.config.noUnit':
    '配置文件 {file} 第 {line} 行的单位“{slug}”不存在或已撤销。请按机构列表中的编号改正，或先导入单位再启动。',
  'platform.signOn.config.noDivision': '配置文件 {file} 第 {line} 行的行政区划代码 {code} 不在本市。请改正。',
  'action.platform.signInWays': '查看有哪些登录方式',
  'action.platform.beginSignOn': '用统一身份认证登录',
  'action.platform.mySignOn': '查看本人的统一身份认证绑定',
  'action.platform.linkSignOn': '绑定统一身份认证',
  'action.platform.unlinkSignOn': '解除统一身份认证绑定',
} as const
