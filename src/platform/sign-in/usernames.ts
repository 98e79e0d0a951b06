/** What a user name looks like, in lower case. */
export const usernameForm = /^[a-z0-9._-]{2,40}$/
