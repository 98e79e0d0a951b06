import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/*/tables.ts',
    './src/requests/*/tables.ts',
    './src/organisations/*/tables.ts',
    './src/enterprises/*/tables.ts',
    './src/goals/*/tables.ts',
    './src/ladder/*/tables.ts',
  ],
  out: './migrations',
})
