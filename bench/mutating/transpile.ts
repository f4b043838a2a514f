import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Compiles only these files, into `dist` of the working directory: a changed copy has the types of the original. */
const root = process.cwd();
const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) =>
  readFileSync(file, 'utf8'),
) as {
  config: object;
};
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
for (const fileName of process.argv.slice(2)) {
  const { outputText } = ts.transpileModule(readFileSync(fileName, 'utf8'), {
    fileName,
    compilerOptions: { ...options, sourceMap: false },
  });
  writeFileSync(path.join('dist', fileName.replace(/\.ts$/, '.js')), outputText);
}
