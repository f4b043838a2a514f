import { readFileSync } from 'node:fs';

/** Prints what is wrong with OpenAPI and Swagger documents, a list a file. The validator is a module Jest cannot load. */
async function main(files: string[]): Promise<void> {
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const faults = await Promise.all(
    files.map(async (file) => {
      const validator = new Validator();
      const { valid, errors = [] } = await validator.validate(readFileSync(file, 'utf8'));
      return { version: validator.version, faults: valid ? [] : errors };
    }),
  );
  process.stdout.write(JSON.stringify(faults));
}

void main(process.argv.slice(2));
