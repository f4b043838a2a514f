import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const COMPILE = path.join(__dirname, '../../../local/infra/compile.js');

/** Runs the script where the only command on the path is the one given. */
function compileWith(command?: string, script = ''): { code: number | null; said: string } {
  const bin = mkdtempSync(path.join(tmpdir(), 'gastvrij-bicep-'));
  if (command) {
    writeFileSync(path.join(bin, command), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, command), 0o755);
  }
  const { status, stdout } = spawnSync(process.execPath, [COMPILE], { env: { PATH: bin }, encoding: 'utf8' });
  rmSync(bin, { recursive: true });
  return { code: status, said: stdout };
}

describe('compiling the infrastructure', () => {
  it('says so, and is no failure, where there is no compiler', () => {
    const { code, said } = compileWith();
    expect(code).toBe(0);
    expect(said).toContain('No Bicep compiler on the path');
  });

  it.each(['bicep', 'az'])('compiles both layers with %s', (command) => {
    const { code, said } = compileWith(command, 'echo {}');
    expect(code).toBe(0);
    expect(said).toMatch(/infra\/main\.bicep: compiles[^]+infra\/entra\/main\.bicep: compiles/);
  });

  it('fails at a warning', () => {
    const warning = 'main.bicep(1,1) : Warning no-unused-params: Parameter is declared but never used.';
    const { code, said } = compileWith('bicep', `echo '${warning}' >&2`);
    expect(code).toBe(1);
    expect(said).toContain(warning);
  });

  it('fails where the compiler does', () => {
    const { code } = compileWith('bicep', '[ "$1" = --version ]');
    expect(code).toBe(1);
  });
});
