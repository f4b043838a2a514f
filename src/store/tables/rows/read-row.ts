import { z } from 'zod';
import { gatherJson } from '../long-json';

/** How rows are read back: whatever else stands in them is not ours. @param names of the values spread over them */
export const rowWith = <S extends z.ZodRawShape>(names: readonly string[], shape: S) =>
  z.preprocess((row) => {
    const read = row as Record<string, unknown>;
    const there = names.filter((name) => read[name] !== undefined);
    return { ...read, ...Object.fromEntries(there.map((name) => [name, gatherJson(read, name)])) };
  }, z.object(shape));
export const json = <T>() => z.custom<T>((value) => value !== undefined);
