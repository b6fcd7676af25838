// Runs one of the TypeScript programs beside it, which Node of the required age cannot by itself.
import { runnerImport } from 'vite';

const [program, ...args] = process.argv.slice(2);
const { module } = await runnerImport(new URL(program, import.meta.url).pathname, {
  configFile: false,
  logLevel: 'warn',
});
await module.main(args);
